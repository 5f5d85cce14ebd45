package network

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/engine"
)

// outbound is a security rule with properties changed.
func outbound(name string, priority float64, access string, change engine.Body) *armnetwork.SecurityRule {
	p := engine.Body{
		"access": access, "direction": "Outbound", "priority": priority, "protocol": "*",
		"sourceAddressPrefix": "*", "sourcePortRange": "*",
		"destinationAddressPrefix": "*", "destinationPortRange": "*",
	}
	for key, value := range change {
		p[key] = value
	}
	rule, err := engine.Read[armnetwork.SecurityRule](engine.Body{"name": name, "properties": p})
	if err != nil {
		panic(err)
	}
	return &rule
}

// asked are the rules given, with the default ones, in order.
func asked(rules ...*armnetwork.SecurityRule) []rule { return inOrder(rules) }

// fromInside and toRegistry are the ends of a connection.
var (
	fromInside = Host{IP: "10.0.0.4", Tags: []string{tagVirtualNetwork}}
	toRegistry = Host{
		IP: "203.0.113.7", Region: "koreacentral", Tags: []string{"AzureContainerRegistry", tagInternet},
	}
)

func TestWhatARuleIsAbout(t *testing.T) {
	t.Parallel()
	to := func(prefix string) engine.Body { return engine.Body{"destinationAddressPrefix": prefix} }
	tests := map[string]struct {
		rule   engine.Body
		denies bool
	}{
		"everything":            {nil, true},
		"tag":                   {to("azurecontainerregistry"), true},
		"tag of the region":     {to("AzureContainerRegistry.KoreaCentral"), true},
		"tag of another region": {to("AzureContainerRegistry.WestUS"), false},
		"another tag":           {to("Storage"), false},
		"range":                 {to("203.0.113.0/24"), true},
		"another range":         {to("203.0.114.0/24"), false},
		"one of several prefixes": {engine.Body{
			"destinationAddressPrefix": nil, "destinationAddressPrefixes": []any{"10.0.0.0/8", "Internet"},
		}, true},
		"port":           {engine.Body{"destinationPortRange": "443"}, true},
		"ports":          {engine.Body{"destinationPortRange": "400-500"}, true},
		"another port":   {engine.Body{"destinationPortRange": "80"}, false},
		"protocol":       {engine.Body{"protocol": "Udp"}, false},
		"direction":      {engine.Body{"direction": "Inbound"}, false},
		"another source": {engine.Body{"sourceAddressPrefix": "10.9.0.0/16"}, false},
	}
	for name, test := range tests {
		rules := asked(outbound("denying", 100, "Deny", test.rule))
		if got := deniedBy(rules, false, fromInside, toRegistry); (got == "denying") != test.denies {
			t.Errorf("%s: denied by %q, want one: %t", name, got, test.denies)
		}
	}
}

func TestRulesAreAskedByPriority(t *testing.T) {
	t.Parallel()
	rules := asked(outbound("later", 200, "Deny", nil), outbound("earlier", 100, "Allow", nil))
	if got := deniedBy(rules, false, fromInside, toRegistry); got != "" {
		t.Errorf("denied by %q", got)
	}
}

func TestDefaultRules(t *testing.T) {
	t.Parallel()
	inside := fromInside
	stranger := Host{IP: "192.0.2.1"}
	got := []string{
		deniedBy(asked(), true, inside, inside), deniedBy(asked(), true, stranger, inside),
		deniedBy(asked(), false, inside, stranger),
		deniedBy(asked(), false, inside, toRegistry),
	}
	if diff := cmp.Diff([]string{"", "DenyAllInBound", "DenyAllOutBound", ""}, got); diff != "" {
		t.Errorf("denied by (-want +got):\n%s", diff)
	}
	if got := len(defaultRuleBodies(&engine.Resource{ID: "/x/nsg"})); got != 6 {
		t.Errorf("got %d default rules, want 6", got)
	}
}
