package armschema

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerinstance/armcontainerinstance/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/msi/armmsi"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/operationalinsights/armoperationalinsights"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/privatedns/armprivatedns"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"
)

// Model is a resource type of the catalogue.
type Model struct {
	// Type is the type as Azure writes it, for example "Microsoft.Network/virtualNetworks".
	Type string

	// Shape is the shape of the type's body.
	Shape *Shape

	// Nested tells that azure-native keeps "properties" as it is, in inputs and outputs, because the API's
	// specification does not mark it for flattening.
	Nested bool
}

// Inputs turns azure-native's inputs into the type's body.
func (m Model) Inputs(flat map[string]any) map[string]any {
	return m.Shape.Nest(flat)
}

// Outputs turns the type's body into azure-native's outputs.
func (m Model) Outputs(body map[string]any) map[string]any {
	if m.Nested {
		return body
	}
	return m.Shape.Flatten(body)
}

// OutputShapes returns the properties that azure-native's outputs of the type may have, by name.
func (m Model) OutputShapes() map[string]*Shape {
	if m.Nested {
		return m.Shape.Properties()
	}
	return m.Shape.Outputs()
}

// catalogue is the one list of types; everything else about them comes from the models.
func catalogue() []Model {
	return []Model{
		{Type: "Microsoft.Resources/resourceGroups", Shape: Of(armresources.ResourceGroup{}), Nested: true},

		{Type: "Microsoft.Network/virtualNetworks", Shape: Of(armnetwork.VirtualNetwork{})},
		{Type: "Microsoft.Network/virtualNetworks/subnets", Shape: Of(armnetwork.Subnet{})},
		{Type: "Microsoft.Network/publicIPAddresses", Shape: Of(armnetwork.PublicIPAddress{})},
		{Type: "Microsoft.Network/natGateways", Shape: Of(armnetwork.NatGateway{})},
		{Type: "Microsoft.Network/networkInterfaces", Shape: Of(armnetwork.Interface{})},
		{Type: "Microsoft.Network/privateEndpoints", Shape: Of(armnetwork.PrivateEndpoint{})},
		{
			Type:  "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
			Shape: Of(armnetwork.PrivateDNSZoneGroup{}),
		},

		{Type: "Microsoft.Network/privateDnsZones", Shape: Of(armprivatedns.PrivateZone{})},
		{Type: "Microsoft.Network/privateDnsZones/A", Shape: Of(armprivatedns.RecordSet{})},
		{
			Type:  "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
			Shape: Of(armprivatedns.VirtualNetworkLink{}),
		},

		{Type: "Microsoft.ContainerRegistry/registries", Shape: Of(armcontainerregistry.Registry{})},
		{
			Type:  "Microsoft.ContainerRegistry/registries/privateEndpointConnections",
			Shape: Of(armcontainerregistry.PrivateEndpointConnection{}),
		},
		{
			Type:  "Microsoft.ContainerRegistry/registries/replications",
			Shape: Of(armcontainerregistry.Replication{}),
		},

		{Type: "Microsoft.ManagedIdentity/userAssignedIdentities", Shape: Of(armmsi.Identity{})},
		{Type: "Microsoft.Authorization/roleAssignments", Shape: Of(armauthorization.RoleAssignment{})},

		{Type: "Microsoft.App/managedEnvironments", Shape: Of(armappcontainers.ManagedEnvironment{})},
		{Type: "Microsoft.App/containerApps", Shape: Of(armappcontainers.ContainerApp{})},
		{
			Type:  "Microsoft.ContainerInstance/containerGroups",
			Shape: Of(armcontainerinstance.ContainerGroup{}),
		},

		{Type: "Microsoft.OperationalInsights/workspaces", Shape: Of(armoperationalinsights.Workspace{})},
		{Type: "Microsoft.KeyVault/vaults", Shape: Of(armkeyvault.Vault{}), Nested: true},
	}
}

// renamed lists the properties that azure-native calls differently from the JSON body, by model: the API's
// specification gives them another client name (x-ms-client-name) that the SDK's models do not show.
var renamed = map[reflect.Type]map[string]string{
	reflect.TypeFor[armcontainerregistry.IPRule](): {"iPAddressOrRange": "value"},
}

var byType = sync.OnceValue(func() map[string]Model {
	models := make(map[string]Model)
	for _, model := range catalogue() {
		models[strings.ToLower(model.Type)] = model
	}
	return models
})

// For returns the model of a resource type, whose letter case does not matter, and whether there is one.
func For(resourceType string) (Model, bool) {
	model, ok := byType()[strings.ToLower(resourceType)]
	return model, ok
}

// Types returns the catalogue's resource types, sorted.
func Types() []string {
	types := make([]string, 0, len(byType()))
	for _, model := range byType() {
		types = append(types, model.Type)
	}
	slices.Sort(types)
	return types
}
