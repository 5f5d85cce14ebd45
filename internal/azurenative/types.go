package azurenative

// Naming says how a resource is named when the program gives no name.
type Naming int

// The ways of naming.
const (
	// RandomName appends eight hexadecimal digits to the logical name: two can exist, so a replacement is
	// created before the old one is deleted.
	RandomName Naming = iota
	// LogicalName takes the logical name as it is: the name only has to be unique below its parent.
	LogicalName
	// UUIDName makes a UUID, the only kind of name that a role assignment can have.
	UUIDName
)

// Type is a resource type of azure-native: what neither its token nor Azure's models say.
type Type struct {
	// Name is azure-native's token of the type, without the package and without an API version.
	Name string

	// ID makes the resource's ARM id out of its inputs.
	ID IDTemplate

	// ARMType is the resource type in Azure Resource Manager.
	ARMType string

	// APIVersion is that of the token it was looked up by; without a version there, the one that
	// azure-native 2.90.0 uses.
	APIVersion string

	// Naming is how it is named when the program gives no name.
	Naming Naming

	// ReplaceOn lists the inputs, other than those of the id, that Azure cannot change in place.
	ReplaceOn []string

	// path is the template of the id: names in braces are inputs, but for the subscription's.
	path string
}

// SubscriptionParameter is the one name in an id that is no input: the provider fills it in.
const SubscriptionParameter = "subscriptionId"

const (
	inGroup = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"

	networkVersion    = "2023-02-01"
	privateDNSVersion = "2020-06-01"
	registryVersion   = "2022-12-01"
	appVersion        = "2022-10-01"
)

// location is what most types cannot change. azure-native reads it off the API specifications
// (x-ms-mutability) and its own list of replacements.
var location = []string{"location"}

// definitions is the one table of types. The lists of replacements are azure-native's own
// (provider/pkg/gen/replacement.go): it does not replace a container group, whatever changes.
var definitions = []Type{
	{
		Name: "resources:ResourceGroup", ARMType: "Microsoft.Resources/resourceGroups",
		APIVersion: "2022-09-01", ReplaceOn: location,
		path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
	},
	{
		Name: "network:VirtualNetwork", APIVersion: networkVersion, ReplaceOn: location,
		path: inGroup + "Microsoft.Network/virtualNetworks/{virtualNetworkName}",
	},
	{
		Name: "network:Subnet", APIVersion: networkVersion, Naming: LogicalName,
		path: inGroup + "Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}",
	},
	{
		Name: "network:PublicIPAddress", APIVersion: networkVersion,
		ReplaceOn: []string{"location", "publicIPAddressVersion", "publicIPPrefix", "sku"},
		path:      inGroup + "Microsoft.Network/publicIPAddresses/{publicIpAddressName}",
	},
	{
		Name: "network:NatGateway", APIVersion: networkVersion, ReplaceOn: location,
		path: inGroup + "Microsoft.Network/natGateways/{natGatewayName}",
	},
	{
		Name: "network:NetworkInterface", APIVersion: networkVersion, ReplaceOn: location,
		path: inGroup + "Microsoft.Network/networkInterfaces/{networkInterfaceName}",
	},
	{
		Name: "network:PrivateEndpoint", APIVersion: networkVersion,
		ReplaceOn: []string{"location", "subnet"},
		path:      inGroup + "Microsoft.Network/privateEndpoints/{privateEndpointName}",
	},
	{
		Name: "network:PrivateDnsZoneGroup", APIVersion: networkVersion, Naming: LogicalName,
		path: inGroup + "Microsoft.Network/privateEndpoints/{privateEndpointName}" +
			"/privateDnsZoneGroups/{privateDnsZoneGroupName}",
	},
	{
		Name: "network:PrivateZone", APIVersion: privateDNSVersion, ReplaceOn: location,
		path: inGroup + "Microsoft.Network/privateDnsZones/{privateZoneName}",
	},
	{
		Name: "network:VirtualNetworkLink", APIVersion: privateDNSVersion, Naming: LogicalName,
		ReplaceOn: location,
		path: inGroup + "Microsoft.Network/privateDnsZones/{privateZoneName}" +
			"/virtualNetworkLinks/{virtualNetworkLinkName}",
	},
	{
		Name: "network:PrivateRecordSet", ARMType: "Microsoft.Network/privateDnsZones/A",
		APIVersion: privateDNSVersion, Naming: LogicalName,
		path: inGroup + "Microsoft.Network/privateDnsZones/{privateZoneName}" +
			"/{recordType}/{relativeRecordSetName}",
	},
	{
		Name: "containerregistry:Registry", APIVersion: registryVersion, ReplaceOn: location,
		path: inGroup + "Microsoft.ContainerRegistry/registries/{registryName}",
	},
	{
		Name: "containerregistry:PrivateEndpointConnection", APIVersion: registryVersion, Naming: LogicalName,
		path: inGroup + "Microsoft.ContainerRegistry/registries/{registryName}" +
			"/privateEndpointConnections/{privateEndpointConnectionName}",
	},
	{
		Name: "containerregistry:Replication", APIVersion: registryVersion, Naming: LogicalName,
		ReplaceOn: location,
		path: inGroup + "Microsoft.ContainerRegistry/registries/{registryName}" +
			"/replications/{replicationName}",
	},
	{
		Name: "managedidentity:UserAssignedIdentity", APIVersion: "2023-01-31", ReplaceOn: location,
		path: inGroup + "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
	},
	{
		Name: "authorization:RoleAssignment", APIVersion: "2022-04-01", Naming: UUIDName,
		ReplaceOn: []string{"principalId"},
		path:      "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
	},
	{
		Name: "app:ManagedEnvironment", APIVersion: appVersion, ReplaceOn: location,
		path: inGroup + "Microsoft.App/managedEnvironments/{environmentName}",
	},
	{
		Name: "app:ContainerApp", APIVersion: appVersion, ReplaceOn: location,
		path: inGroup + "Microsoft.App/containerApps/{containerAppName}",
	},
	{
		Name: "containerinstance:ContainerGroup", APIVersion: "2023-05-01", ReplaceOn: location,
		path: inGroup + "Microsoft.ContainerInstance/containerGroups/{containerGroupName}",
	},
	{
		Name: "operationalinsights:Workspace", APIVersion: "2021-12-01-preview", ReplaceOn: location,
		path: inGroup + "Microsoft.OperationalInsights/workspaces/{workspaceName}",
	},
	{
		Name: "keyvault:Vault", APIVersion: "2023-02-01", ReplaceOn: location,
		path: inGroup + "Microsoft.KeyVault/vaults/{vaultName}",
	},
}
