package catalog_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/internal/catalog"
)

const (
	subscription = "00000000-0000-0000-0000-000000000001"
	group        = "/subscriptions/" + subscription + "/resourceGroups/rg"
	vnetType     = "azure-native:network:VirtualNetwork"
)

type object = map[string]any

func TestResourceID(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	secret := resource.MakeSecret(resource.NewStringProperty("vnet"))
	tests := []struct {
		name, token, want string
		inputs            object
	}{
		{
			name: "top level", token: vnetType,
			inputs: object{"resourceGroupName": "rg", "virtualNetworkName": "vnet"},
			want:   group + "/providers/Microsoft.Network/virtualNetworks/vnet",
		},
		{
			name: "secret input", token: vnetType,
			inputs: object{"resourceGroupName": "rg", "virtualNetworkName": secret},
			want:   group + "/providers/Microsoft.Network/virtualNetworks/vnet",
		},
		{
			name: "token with a version", token: "azure-native:containerregistry/v20241101preview:Registry",
			inputs: object{"resourceGroupName": "rg", "registryName": "acr"},
			want:   group + "/providers/Microsoft.ContainerRegistry/registries/acr",
		},
		{
			name: "extension", token: "azure-native:authorization:RoleAssignment",
			inputs: object{"scope": group, "roleAssignmentName": "g"},
			want:   group + "/providers/Microsoft.Authorization/roleAssignments/g",
		},
		{
			name: "record", token: "azure-native:network:PrivateRecordSet",
			inputs: object{
				"resourceGroupName": "rg", "privateZoneName": "z",
				"recordType": "A", "relativeRecordSetName": "r",
			},
			want: group + "/providers/Microsoft.Network/privateDnsZones/z/A/r",
		},
		{
			name: "input not known", token: "azure-native:resources:ResourceGroup",
			inputs: object{"resourceGroupName": unknown},
		},
		{name: "input missing", token: vnetType, inputs: object{"resourceGroupName": "rg"}},
		{name: "unknown type", token: "azure-native:network:LoadBalancer"},
		{name: "not of azure-native", token: "pulumi:pulumi:Stack"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			inputs := resource.NewPropertyMapFromMap(test.inputs)
			id, ok := catalog.ResourceID(test.token, inputs, subscription)
			if id != test.want || ok != (test.want != "") {
				t.Errorf("id %q, %v; want %q", id, ok, test.want)
			}
		})
	}
}

// TestIDsRoundTrip makes an id of every type out of inputs and finds the inputs in it again.
func TestIDsRoundTrip(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		inputs := resource.PropertyMap{}
		for _, name := range row.Path.Parameters() {
			value := "a-" + name
			if strings.HasPrefix(string(row.Path), "/{"+name+"}/") {
				value = group
			}
			inputs[resource.PropertyKey(name)] = resource.NewStringProperty(value)
		}
		id, missing := row.Path.Fill(subscription, inputs)
		found, fits := row.Path.Parse(id)
		if missing != "" || !fits {
			t.Errorf("%s: id %q, missing %q", row.Token, id, missing)
		}
		if diff := cmp.Diff(inputs.Mappable(), found.Mappable()); diff != "" {
			t.Errorf("%s: inputs changed on the way (-before +after):\n%s", row.Token, diff)
		}
	}
}

func TestParseRefusesOtherIDs(t *testing.T) {
	t.Parallel()
	vnet, grant := catalog.VirtualNetwork.Path, catalog.RoleAssignment.Path
	const inGroup = group + "/providers/Microsoft.Network/virtualNetworks"
	tests := []struct {
		path catalog.Path
		id   string
		fits bool
	}{
		{vnet, inGroup + "/vnet", true},
		{vnet, "/SUBSCRIPTIONS/s/resourcegroups/rg/providers/microsoft.network/virtualnetworks/vnet", true},
		{vnet, inGroup, false},
		{vnet, inGroup + "/", false},
		{vnet, inGroup + "/vnet/", false},
		{vnet, inGroup + "/vnet/subnets/s", false},
		{vnet, group + "/providers/Microsoft.Network/natGateways/ng", false},
		{vnet, "", false},
		{grant, inGroup + "/vnet/providers/Microsoft.Authorization/roleAssignments/g", true},
		{grant, "/providers/Microsoft.Authorization/roleAssignments/g", false},
	}
	for _, test := range tests {
		if _, fits := test.path.Parse(test.id); fits != test.fits {
			t.Errorf("%q as %q: %v, want %v", test.id, test.path, fits, test.fits)
		}
	}
}

func TestReplaces(t *testing.T) {
	t.Parallel()
	tests := []struct {
		row   catalog.Type
		input string
		want  bool
	}{
		{catalog.VirtualNetwork, "location", true},
		{catalog.VirtualNetwork, "virtualNetworkName", true},
		{catalog.VirtualNetwork, "tags", false},
		{catalog.ContainerGroup, "location", false},
		{catalog.ContainerApp, "environmentId", true},
		{catalog.RoleAssignment, "scope", true},
	}
	for _, test := range tests {
		if got := test.row.Replaces(test.input); got != test.want {
			t.Errorf("%s of %s replaces: %v, want %v", test.input, test.row.Token, got, test.want)
		}
	}
}
