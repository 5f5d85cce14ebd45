package network

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/engine"
)

func securityGroup(rules ...any) *engine.Resource {
	return &engine.Resource{ID: "/x/nsg", Body: engine.Body{"properties": engine.Body{"securityRules": rules}}}
}

// outbound is a security rule with properties changed.
func outbound(name string, priority float64, access string, change engine.Body) any {
	p := engine.Body{
		"access": access, "direction": "Outbound", "priority": priority, "protocol": "*",
		"sourceAddressPrefix": "*", "sourcePortRange": "*",
		"destinationAddressPrefix": "*", "destinationPortRange": "*",
	}
	for key, value := range change {
		p[key] = value
	}
	return engine.Body{"name": name, "properties": p}
}

func TestDeniedBy(t *testing.T) {
	t.Parallel()
	outside := Host{
		IP: "203.0.113.7", Region: "koreacentral", Tags: []string{"AzureContainerRegistry", tagInternet},
	}
	to := func(prefix string) engine.Body { return engine.Body{"destinationAddressPrefix": prefix} }
	tests := map[string]struct {
		rules []any
		want  string
	}{
		"the internet is allowed by default": {nil, ""},
		"everything":                         {[]any{outbound("d", 100, "Deny", nil)}, "d"},
		"the first counts, whatever the order of the list": {[]any{
			outbound("d", 200, "Deny", nil), outbound("a", 100, "Allow", nil),
		}, ""},
		"tag":                   {[]any{outbound("d", 100, "Deny", to("azurecontainerregistry"))}, "d"},
		"tag of the region":     {[]any{outbound("d", 100, "Deny", to("AzureContainerRegistry.KoreaCentral"))}, "d"},
		"tag of another region": {[]any{outbound("d", 100, "Deny", to("AzureContainerRegistry.WestUS"))}, ""},
		"another tag":           {[]any{outbound("d", 100, "Deny", to("Storage"))}, ""},
		"range":                 {[]any{outbound("d", 100, "Deny", to("203.0.113.0/24"))}, "d"},
		"another range":         {[]any{outbound("d", 100, "Deny", to("203.0.114.0/24"))}, ""},
		"one of several prefixes": {[]any{outbound("d", 100, "Deny", engine.Body{
			"destinationAddressPrefix": nil, "destinationAddressPrefixes": []any{"10.0.0.0/8", "Internet"},
		})}, "d"},
		"port":         {[]any{outbound("d", 100, "Deny", engine.Body{"destinationPortRange": "443"})}, "d"},
		"ports":        {[]any{outbound("d", 100, "Deny", engine.Body{"destinationPortRange": "400-500"})}, "d"},
		"another port": {[]any{outbound("d", 100, "Deny", engine.Body{"destinationPortRange": "80"})}, ""},
		"protocol":     {[]any{outbound("d", 100, "Deny", engine.Body{"protocol": "Udp"})}, ""},
		"direction":    {[]any{outbound("d", 100, "Deny", engine.Body{"direction": "Inbound"})}, ""},
		"source":       {[]any{outbound("d", 100, "Deny", engine.Body{"sourceAddressPrefix": "10.9.0.0/16"})}, ""},
	}
	for name, test := range tests {
		from := Host{IP: "10.0.0.4", Tags: []string{tagVirtualNetwork}}
		if got := deniedBy(securityGroup(test.rules...), false, from, outside); got != test.want {
			t.Errorf("%s: denied by %q, want %q", name, got, test.want)
		}
	}
}

func TestDefaultRules(t *testing.T) {
	t.Parallel()
	inside := Host{IP: "10.0.0.4", Tags: []string{tagVirtualNetwork}}
	stranger := Host{IP: "192.0.2.1"}
	got := []string{
		deniedBy(securityGroup(), true, inside, inside), deniedBy(securityGroup(), true, stranger, inside),
		deniedBy(securityGroup(), false, inside, stranger),
	}
	if diff := cmp.Diff([]string{"", "DenyAllInBound", "DenyAllOutBound"}, got); diff != "" {
		t.Errorf("denied by (-want +got):\n%s", diff)
	}
	if got := len(defaultRuleBodies(securityGroup())); got != 6 {
		t.Errorf("got %d default rules, want 6", got)
	}
}
