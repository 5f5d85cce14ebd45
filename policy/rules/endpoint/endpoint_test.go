package endpoint

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
	"private-acr/policy/ruletest"
)

// connected is a program with two registries and an endpoint with the properties, in one line and with short
// names for the two lists of connections.
func connected(properties string) string {
	properties = strings.NewReplacer(
		"automatic:", "privateLinkServiceConnections:", "manual:", "manualPrivateLinkServiceConnections:",
	).Replace(properties)
	return `
resources:
  acr: {type: "azure-native:containerregistry:Registry"}
  other: {type: "azure-native:containerregistry:Registry"}
  vault: {type: "azure-native:keyvault:Vault"}
  endpoint:
    type: azure-native:network:PrivateEndpoint
    properties: ` + properties
}

const (
	// group is the resource group that package fixture puts everything in.
	group           = "/subscriptions/5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02/resourceGroups/rg/providers/"
	outsideRegistry = group + "Microsoft.ContainerRegistry/registries/outside"
)

// connections are the ways of an endpoint to lead to a registry, or not to.
var connections = []struct {
	name, properties string
	// leads is whether it leads to the registry of the stack, preview the same before that is built, and
	// anywhere whether it leads to a registry at all.
	leads, preview, anywhere rule.Answer
}{
	{
		"its id", "{automatic: [{privateLinkServiceId: '${acr.id}'}]}",
		rule.Yes, rule.Yes, rule.Yes,
	},
	{
		"its id, to be approved by hand",
		"{manual: [{privateLinkServiceId: '${acr.id}'}]}",
		rule.Yes, rule.Yes, rule.Yes,
	},
	{
		"the other registry", "{automatic: [{privateLinkServiceId: '${other.id}'}]}",
		rule.No, rule.No, rule.Yes,
	},
	{
		"a registry outside", "{automatic: [{privateLinkServiceId: " + outsideRegistry + "}]}",
		rule.No, rule.No, rule.Yes,
	},
	{
		"another service",
		"{automatic: [{privateLinkServiceId: '${vault.id}', groupIds: [vault]}]}",
		rule.No, rule.No, rule.No,
	},
	{"nothing", "{}", rule.No, rule.No, rule.No},
	{"no id", "{automatic: [{groupIds: [registry]}]}", rule.No, rule.No, rule.Yes},
	{"neither id nor group", "{automatic: [{groupIds: []}]}", rule.No, rule.No, rule.Unknown},
	{
		"something computed", "{automatic: [{privateLinkServiceId: !computed }]}",
		rule.Unknown, rule.Unknown, rule.Unknown,
	},
	{
		"something computed, of a registry's group",
		"{automatic: [{privateLinkServiceId: !computed , groupIds: [Registry_data_westus]}]}",
		rule.Unknown, rule.Unknown, rule.Yes,
	},
	{
		"something computed, of another's group",
		"{automatic: [{privateLinkServiceId: !computed , groupIds: [vault]}]}",
		rule.No, rule.No, rule.No,
	},
	{
		"something computed, of a computed group",
		"{automatic: [{privateLinkServiceId: !computed , groupIds: !computed }]}",
		rule.Unknown, rule.Unknown, rule.Unknown,
	},
	{
		"something computed, of one computed group",
		"{automatic: [{privateLinkServiceId: !computed , groupIds: [!computed x]}]}",
		rule.Unknown, rule.Unknown, rule.Unknown,
	},
	{
		"something computed, of a registry's group among others",
		"{automatic: [{privateLinkServiceId: !computed , groupIds: [vault, registry]}]}",
		rule.Unknown, rule.Unknown, rule.Yes,
	},
	{
		"an id that is no text", "{automatic: [{privateLinkServiceId: 7}]}",
		rule.Unknown, rule.Unknown, rule.Unknown,
	},
	{"a computed list", "{automatic: !computed }", rule.Unknown, rule.Unknown, rule.Unknown},
	{
		"a computed list of the second kind", "{manual: !computed }",
		rule.Unknown, rule.Unknown, rule.Unknown,
	},
	{
		"its id, beside a computed list",
		"{automatic: [{privateLinkServiceId: '${acr.id}'}], " +
			"manual: !computed }",
		rule.Yes, rule.Yes, rule.Yes,
	},
	{
		"another service, beside a computed list",
		"{automatic: !computed , " +
			"manual: [{privateLinkServiceId: '${vault.id}', groupIds: [vault]}]}",
		rule.No, rule.No, rule.No,
	},
}

func TestWhereEndpointsLead(t *testing.T) {
	t.Parallel()
	for _, row := range connections {
		s, named := ruletest.Stack(t, connected(row.properties), fixture.Update)
		if got := LeadsTo(s, named["acr"]); got != row.leads {
			t.Errorf("%s: leads to the registry: %s, want %s", row.name, got, row.leads)
		}
		if got := ForRegistry(named["endpoint"]); got != row.anywhere {
			t.Errorf("%s: leads to a registry: %s, want %s", row.name, got, row.anywhere)
		}
		found, known := To(s, named["acr"])
		lost := (known == rule.Unknown) != (row.leads == rule.Unknown)
		if (len(found) == 1) != (row.leads == rule.Yes) || lost {
			t.Errorf("%s: the registry's endpoints are %v (%s)", row.name, found, known)
		}
		s, named = ruletest.Stack(t, connected(row.properties), fixture.Preview)
		if got := LeadsTo(s, named["acr"]); got != row.preview {
			t.Errorf("%s: in a preview leads to the registry: %s, want %s", row.name, got, row.preview)
		}
	}
}

func TestRegistry(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"its id": "acr", "its id, to be approved by hand": "acr", "its id, beside a computed list": "acr",
		"the other registry": "other",
	}
	for _, row := range connections {
		name, expected := "", want[row.name]
		s, named := ruletest.Stack(t, connected(row.properties), fixture.Update)
		registry, answer := Registry(s, named["endpoint"])
		if registry != nil {
			name = registry.Name
		}
		if name != expected || (answer == rule.Yes) != (name != "") {
			t.Errorf("%s: the registry is %q (%s), want %q", row.name, name, answer, expected)
		}
	}
}

func TestConnections(t *testing.T) {
	t.Parallel()
	_, named := ruletest.Stack(t, connected(`{automatic: [{name: a}, {name: b}],
      manual: [{name: c}]}`), fixture.Update)
	all, known := Connections(named["endpoint"])
	var paths []string
	for _, connection := range all {
		paths = append(paths, connection.Path())
	}
	want := []string{
		"privateLinkServiceConnections[0]", "privateLinkServiceConnections[1]",
		"manualPrivateLinkServiceConnections[0]",
	}
	if diff := cmp.Diff(want, paths); diff != "" || known != rule.Yes {
		t.Errorf("the connections (%s, -want +got):\n%s", known, diff)
	}
}

func TestConnectionsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	for _, list := range []string{"automatic", "manual"} {
		_, named := ruletest.Stack(t, connected("{"+list+": !computed }"), fixture.Update)
		if all, known := Connections(named["endpoint"]); len(all) != 0 || known != rule.Unknown {
			t.Errorf("the connections are %v (%s), though %s is computed", all, known, list)
		}
	}
}

func TestZoneGroups(t *testing.T) {
	t.Parallel()
	const program = `
resources:
  one: {type: "azure-native:network:PrivateEndpoint"}
  two: {type: "azure-native:network:PrivateEndpoint"}
  group:
    type: azure-native:network:PrivateDnsZoneGroup
    properties: `
	id := func(endpoint string) string {
		return "{id: " + group + "Microsoft.Network/privateEndpoints/" + endpoint + "/privateDnsZoneGroups/g}"
	}
	for _, row := range []struct {
		name, properties string
		world            fixture.World
		want             string
		known            rule.Answer
	}{
		{"by its name's source", "{privateEndpointName: '${one.id}'}", fixture.Preview, "one", rule.Yes},
		{"by its id", id("one"), fixture.Update, "one", rule.Yes},
		{"of the other endpoint", id("two"), fixture.Update, "two", rule.Yes},
		{"of one outside of the stack", id("outside"), fixture.Update, "", rule.No},
		{
			"by nothing that is known", "{privateEndpointName: !computed , id: !computed }", fixture.Update,
			"", rule.Unknown,
		},
	} {
		s, named := ruletest.Stack(t, program+row.properties, row.world)
		owner, known := OfZoneGroup(s, named["group"])
		if owner != named[row.want] || known != row.known {
			t.Errorf("%s: the group is that of %v (%s), want %q (%s)",
				row.name, owner, known, row.want, row.known)
		}
		groups, complete := ZoneGroups(s, named["one"])
		lost := (complete == rule.Unknown) != (row.known == rule.Unknown)
		if (len(groups) == 1) != (row.want == "one") || lost {
			t.Errorf("%s: the endpoint's groups are %v (%s)", row.name, groups, complete)
		}
	}
}
