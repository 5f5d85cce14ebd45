package azurenative_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/internal/azurenative"
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
			id, ok := azurenative.ResourceID(test.token, inputs, subscription)
			if id != test.want || ok != (test.want != "") {
				t.Errorf("id %q, %v; want %q", id, ok, test.want)
			}
		})
	}
}

// TestIDsRoundTrip makes an id of every type out of inputs and finds the inputs in it again.
func TestIDsRoundTrip(t *testing.T) {
	t.Parallel()
	for _, known := range azurenative.Types() {
		inputs := resource.PropertyMap{}
		for _, name := range known.ID.Parameters {
			value := "a-" + name
			if name == "scope" {
				value = group
			}
			inputs[resource.PropertyKey(name)] = resource.NewStringProperty(value)
		}
		id, missing := known.ID.Fill(subscription, inputs)
		found, fits := known.ID.Parse(id)
		if missing != "" || !fits {
			t.Errorf("%s: id %q, missing %q", known.Name, id, missing)
		}
		if diff := cmp.Diff(inputs.Mappable(), found.Mappable()); diff != "" {
			t.Errorf("%s: inputs changed on the way (-before +after):\n%s", known.Name, diff)
		}
	}
}

func TestVersionOfTheTokenIsThatOfTheAPI(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]string{
		"azure-native:containerregistry/v20241101preview:Registry": "2024-11-01-preview",
		"azure-native:app/v20250101:ContainerApp":                  "2025-01-01",
		"azure-native:app:ContainerApp":                            "2022-10-01",
	} {
		if found, ok := azurenative.Lookup(token); !ok || found.APIVersion != want {
			t.Errorf("%s: API version %q, %v; want %q", token, found.APIVersion, ok, want)
		}
	}
}
