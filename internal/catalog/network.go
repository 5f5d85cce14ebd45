package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/internal/azure"
)

var networkTypes = []Type{
	NatGateway, NetworkInterface, NetworkSecurityGroup, PrivateEndpoint, PublicIPAddress, Route, RouteTable,
	SecurityRule, Subnet, VirtualNetwork, VirtualNetworkPeering, ZoneGroup,
}

const (
	networkVersion = "2023-02-01"
	inNetwork      = inGroup + "Microsoft.Network/"
)

// The types of Microsoft.Network without DNS. Where a location is not among what replaces, the specification
// says nothing: azure-native tries an update, which Azure refuses.
var (
	NatGateway = Type{
		ARM: "Microsoft.Network/natGateways", Token: "network:NatGateway",
		APIVersion: networkVersion, Noun: "NAT gateway",
		Path:     inNetwork + "natGateways/{natGatewayName}",
		Name:     azure.NameNatGateway,
		Location: Regional,
		Model:    armnetwork.NatGateway{},
	}
	NetworkInterface = Type{
		ARM: "Microsoft.Network/networkInterfaces", Token: "network:NetworkInterface",
		APIVersion: networkVersion, Noun: "network interface",
		Path:     inNetwork + "networkInterfaces/{networkInterfaceName}",
		Name:     azure.NameNetworkInterface,
		Location: Regional,
		Model:    armnetwork.Interface{},
	}
	NetworkSecurityGroup = Type{
		ARM: "Microsoft.Network/networkSecurityGroups", Token: "network:NetworkSecurityGroup",
		APIVersion: networkVersion, Noun: "network security group",
		Path:     inNetwork + "networkSecurityGroups/{networkSecurityGroupName}",
		Name:     azure.NameNetworkSecurityGroup,
		Location: Regional,
		Model:    armnetwork.SecurityGroup{},
	}
	PrivateEndpoint = Type{
		ARM: "Microsoft.Network/privateEndpoints", Token: "network:PrivateEndpoint",
		APIVersion: networkVersion, Noun: "private endpoint",
		Path:      inNetwork + "privateEndpoints/{privateEndpointName}",
		Name:      azure.NamePrivateEndpoint,
		ReplaceOn: []string{"subnet"}, ReplaceSource: replaceInProvider,
		Location: Regional,
		Model:    armnetwork.PrivateEndpoint{},
	}
	PublicIPAddress = Type{
		ARM: "Microsoft.Network/publicIPAddresses", Token: "network:PublicIPAddress",
		APIVersion: networkVersion, Noun: "public IP address",
		Path:          inNetwork + "publicIPAddresses/{publicIpAddressName}",
		Name:          azure.NamePublicIPAddress,
		ReplaceOn:     []string{"location", "publicIPAddressVersion", "publicIPPrefix", "sku"},
		ReplaceSource: replaceInProvider,
		Location:      Regional,
		Model:         armnetwork.PublicIPAddress{},
	}
	Route = Type{
		ARM: "Microsoft.Network/routeTables/routes", Token: "network:Route",
		APIVersion: networkVersion, Noun: "route",
		Path:   inNetwork + "routeTables/{routeTableName}/routes/{routeName}",
		Naming: LogicalName, Name: azure.NameRoute,
		Untagged: true,
		Model:    armnetwork.Route{},
	}
	RouteTable = Type{
		ARM: "Microsoft.Network/routeTables", Token: "network:RouteTable",
		APIVersion: networkVersion, Noun: "route table",
		Path:     inNetwork + "routeTables/{routeTableName}",
		Name:     azure.NameRouteTable,
		Location: Regional,
		Model:    armnetwork.RouteTable{},
	}
	SecurityRule = Type{
		ARM: "Microsoft.Network/networkSecurityGroups/securityRules", Token: "network:SecurityRule",
		APIVersion: networkVersion, Noun: "security rule",
		Path: inNetwork + "networkSecurityGroups/{networkSecurityGroupName}" +
			"/securityRules/{securityRuleName}",
		Naming: LogicalName, Name: azure.NameSecurityRule,
		Untagged: true,
		Model:    armnetwork.SecurityRule{},
	}
	Subnet = Type{
		ARM: "Microsoft.Network/virtualNetworks/subnets", Token: "network:Subnet",
		APIVersion: networkVersion, Noun: "subnet",
		Path:   inNetwork + "virtualNetworks/{virtualNetworkName}/subnets/{subnetName}",
		Naming: LogicalName, Name: azure.NameSubnet,
		Untagged: true,
		Model:    armnetwork.Subnet{},
		Added:    subnetAdded,
	}
	VirtualNetwork = Type{
		ARM: "Microsoft.Network/virtualNetworks", Token: "network:VirtualNetwork",
		APIVersion: networkVersion, Noun: "virtual network",
		Path:      inNetwork + "virtualNetworks/{virtualNetworkName}",
		Name:      azure.NameVirtualNetwork,
		ReplaceOn: onLocation, ReplaceSource: replaceInProvider,
		Location: Regional,
		Model:    armnetwork.VirtualNetwork{},
		Added:    networkAdded,
	}
	// VirtualNetworkPeering is one direction of what joins two virtual networks.
	VirtualNetworkPeering = Type{
		ARM:        "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
		Token:      "network:VirtualNetworkPeering",
		APIVersion: networkVersion, Noun: "virtual network peering",
		Path: inNetwork + "virtualNetworks/{virtualNetworkName}" +
			"/virtualNetworkPeerings/{virtualNetworkPeeringName}",
		Naming: LogicalName, Name: azure.NamePeering,
		Untagged: true,
		Model:    armnetwork.VirtualNetworkPeering{},
		Added:    peeringAdded,
	}
	ZoneGroup = Type{
		ARM: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups", Token: "network:PrivateDnsZoneGroup",
		APIVersion: networkVersion, Noun: "zone group",
		Path: inNetwork + "privateEndpoints/{privateEndpointName}" +
			"/privateDnsZoneGroups/{privateDnsZoneGroupName}",
		Naming: LogicalName, Name: azure.NameZoneGroup,
		Untagged: true,
		Model:    armnetwork.PrivateDNSZoneGroup{},
	}
)

// What follows is what the modules of azure-native's SDK have for each api-version.
var (
	peeringAdded = []Added{
		{Path: "properties.enableOnlyIPv6Peering", Stable: "2023-11-01"},
		{Path: "properties.localAddressSpace", Stable: "2023-11-01"},
		{Path: "properties.localSubnetNames", Stable: "2023-11-01"},
		{Path: "properties.localVirtualNetworkAddressSpace", Stable: "2023-11-01"},
		{Path: "properties.peerCompleteVnets", Stable: "2023-11-01"},
		{Path: "properties.remoteSubnetNames", Stable: "2023-11-01"},
	}
	subnetAdded = []Added{
		{Path: "properties.defaultOutboundAccess", Stable: "2023-05-01"},
		{Path: "properties.ipamPoolPrefixAllocations", Stable: "2024-05-01"},
		{Path: "properties.sharingScope", Stable: "2023-11-01"},
	}
	networkAdded = []Added{
		{Path: "properties.privateEndpointVNetPolicies", Stable: "2024-03-01"},
		{Path: "properties.subnets.properties.defaultOutboundAccess", Stable: "2023-05-01"},
		{Path: "properties.subnets.properties.ipamPoolPrefixAllocations", Stable: "2024-05-01"},
		{Path: "properties.subnets.properties.sharingScope", Stable: "2023-11-01"},
	}
)
