package armschema_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/armschema"
)

func decode(tb testing.TB, text string) map[string]any {
	tb.Helper()
	var body map[string]any
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		tb.Fatal(err)
	}
	return body
}

func model(tb testing.TB, name string) armschema.Model {
	tb.Helper()
	found, ok := armschema.For(name)
	if !ok {
		tb.Fatalf("%s is not in the catalogue", name)
	}
	return found
}

func TestForIgnoresLetterCase(t *testing.T) {
	t.Parallel()
	for _, name := range armschema.Types() {
		found, ok := armschema.For(strings.ToUpper(name))
		if !ok || found.Type != name {
			t.Errorf("For(%q) = %q, %v", strings.ToUpper(name), found.Type, ok)
		}
	}
	if _, ok := armschema.For("Microsoft.Network/loadBalancers"); ok {
		t.Error("a type outside the catalogue was found")
	}
}

func TestPropertiesAreNamedAsInJSON(t *testing.T) {
	t.Parallel()
	got := slices.Sorted(maps.Keys(armschema.Of(&armnetwork.Subnet{}).Properties()))
	if diff := cmp.Diff([]string{"etag", "id", "name", "properties", "type"}, got); diff != "" {
		t.Errorf("properties of a subnet (-want +got):\n%s", diff)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, typ, body string
		want            []string
	}{
		{
			name: "accepts a network", typ: "Microsoft.Network/virtualNetworks",
			body: `{"location": "koreacentral", "tags": {"a": "b"}, "properties": {"flowTimeoutInMinutes": 4,
				"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
				"subnets": [{"name": "a", "properties": {}}]}}`,
		},
		{
			name: "accepts null", typ: "Microsoft.Network/virtualNetworks",
			body: `{"properties": null, "tags": {"a": null}}`,
		},
		{
			name: "accepts what a default stands for", typ: "Microsoft.KeyVault/vaults",
			body: `{"properties": {"sku": {"family": "A", "name": "standard"}}}`,
		},
		{
			name: "accepts any property of an open model", typ: "Microsoft.OperationalInsights/workspaces",
			body: `{"properties": {"features": {"legacy": 0, "disableLocalAuth": true}}}`,
		},
		{
			name: "names unknown properties", typ: "Microsoft.Network/virtualNetworks",
			body: `{"foo": 1, "properties": {"subnets": [{"properties": {"bar": true}}]}}`,
			want: []string{
				"foo is not a property of VirtualNetwork",
				"properties.subnets[0].properties.bar is not a property of SubnetPropertiesFormat",
			},
		},
		{
			name: "names wrong types", typ: "Microsoft.Network/virtualNetworks",
			body: `{"location": 1, "tags": [], "properties": {"enableDdosProtection": "no", "subnets": {},
				"flowTimeoutInMinutes": 1.5}}`,
			want: []string{
				"location must be a string, is a number",
				"properties.enableDdosProtection must be a boolean, is a string",
				"properties.flowTimeoutInMinutes must be a whole number, is 1.5",
				"properties.subnets must be an array, is an object",
				"tags must be an object, is an array",
			},
		},
		{
			name: "takes fractions where the model does", typ: "Microsoft.App/containerApps",
			body: `{"properties": {"template": {"containers": [{"resources": {"cpu": 0.25}}]}}}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, fault := range model(t, test.typ).Shape.Check(decode(t, test.body)) {
				got = append(got, fault.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckTakesGoNumbers(t *testing.T) {
	t.Parallel()
	body := map[string]any{"properties": map[string]any{"idleTimeoutInMinutes": 4}}
	if faults := model(t, "Microsoft.Network/natGateways").Shape.Check(body); faults != nil {
		t.Errorf("faults: %v", faults)
	}
	body = map[string]any{"tags": map[string]any{"a": struct{}{}}}
	if faults := model(t, "Microsoft.Network/natGateways").Shape.Check(body); len(faults) != 1 {
		t.Errorf("faults of a value that JSON does not have: %v", faults)
	}
}

func TestNestAndFlatten(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typ, flat, body string }{
		{
			name: "subnets", typ: "Microsoft.Network/virtualNetworks",
			flat: `{"location": "x", "subnets": [{"name": "a", "addressPrefix": "10.0.0.0/24",
				"delegations": [{"name": "d", "serviceName": "Microsoft.App/environments"}]}]}`,
			body: `{"location": "x", "properties": {"subnets": [{"name": "a", "properties": {
				"addressPrefix": "10.0.0.0/24",
				"delegations": [
					{"name": "d", "properties": {"serviceName": "Microsoft.App/environments"}}]}}]}}`,
		},
		{
			name: "containers", typ: "Microsoft.ContainerInstance/containerGroups",
			flat: `{"osType": "Linux", "containers": [{"name": "c", "image": "i", "ports": [{"port": 80}]}]}`,
			body: `{"properties": {"osType": "Linux",
				"containers": [{"name": "c", "properties": {"image": "i", "ports": [{"port": 80}]}}]}}`,
		},
		{
			name: "zone group", typ: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
			flat: `{"name": "g", "privateDnsZoneConfigs": [{"name": "z", "privateDnsZoneId": "/id"}]}`,
			body: `{"name": "g", "properties": {"privateDnsZoneConfigs": [
				{"name": "z", "properties": {"privateDnsZoneId": "/id"}}]}}`,
		},
		{
			name: "properties that azure-native keeps", typ: "Microsoft.Resources/resourceGroups",
			flat: `{"location": "x", "properties": {"provisioningState": "Succeeded"}}`,
			body: `{"location": "x", "properties": {"provisioningState": "Succeeded"}}`,
		},
		{
			name: "a renamed property", typ: "Microsoft.ContainerRegistry/registries",
			flat: `{"networkRuleSet": {"ipRules": [{"action": "Allow", "iPAddressOrRange": "1.2.3.4"}]}}`,
			body: `{"properties": {"networkRuleSet": {
				"ipRules": [{"action": "Allow", "value": "1.2.3.4"}]}}}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := model(t, test.typ)
			if diff := cmp.Diff(decode(t, test.body), m.Inputs(decode(t, test.flat))); diff != "" {
				t.Errorf("nested (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(decode(t, test.flat), m.Outputs(decode(t, test.body))); diff != "" {
				t.Errorf("flattened (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNestTurnsIdentityListsIntoMaps(t *testing.T) {
	t.Parallel()
	flat := decode(t, `{"identity": {"type": "UserAssigned", "userAssignedIdentities": ["/id/a", "/id/b"]}}`)
	want := decode(t, `{"identity": {"type": "UserAssigned",
		"userAssignedIdentities": {"/id/a": {}, "/id/b": {}}}}`)
	names := []string{"Microsoft.App/containerApps", "Microsoft.ContainerInstance/containerGroups"}
	for _, name := range names {
		if diff := cmp.Diff(want, model(t, name).Inputs(flat)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestNestKeepsWhatIsNestedAlready(t *testing.T) {
	t.Parallel()
	flat := decode(t, `{"osType": "Linux", "properties": {"restartPolicy": "Never"}}`)
	want := decode(t, `{"properties": {"osType": "Linux", "restartPolicy": "Never"}}`)
	got := model(t, "Microsoft.ContainerInstance/containerGroups").Inputs(flat)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("nested (-want +got):\n%s", diff)
	}
}

func TestShapesAreSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			_ = armschema.Of(armnetwork.LoadBalancer{}).Check(map[string]any{"properties": map[string]any{}})
		})
	}
	group.Wait()
}
