package network

import (
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
)

// Args says what the network consists of. Ids are those of Azure Resource Manager.
type Args struct {
	// Location is the region of what is created, such as "koreacentral". Required unless both the
	// virtual network and, where wanted, the NAT gateway are adopted.
	Location pulumi.StringInput
	// ResourceGroupName is the resource group of what is created. Subnets created in an adopted virtual
	// network, and links created in an adopted zone, lie where those lie. Required.
	ResourceGroupName pulumi.StringInput
	// Tags are put on everything that takes tags.
	Tags map[string]string

	// VirtualNetwork is the virtual network to create. Exactly one of it and VirtualNetworkID is given.
	VirtualNetwork *VirtualNetwork
	// VirtualNetworkID is the id of the virtual network to adopt.
	VirtualNetworkID string

	// PrivateEndpoints is the subnet of private endpoints, named "private-endpoints" by default; nil
	// means none.
	PrivateEndpoints *Subnet
	// ContainerApps is the subnet of a Container Apps environment, delegated to it and named
	// "container-apps" by default; nil means none. It has to be a /27 or larger.
	ContainerApps *Subnet
	// ContainerInstances is the subnet of container groups, delegated to them and named
	// "container-instances" by default; nil means none. It has to be a /28 or larger.
	ContainerInstances *Subnet

	// NatGateway is what a created ContainerInstances subnet reaches the internet through; nil means
	// none. Container groups in a virtual network have no other supported way out, and without one an
	// identity may be unable to get its token. Azure docs: container-instances-vnet.
	NatGateway *NatGateway

	// PrivateDNSZone is the zone of the registry's private names. It is created unless it has an id.
	PrivateDNSZone PrivateDNSZone
}

// VirtualNetwork is a virtual network to create.
type VirtualNetwork struct {
	// Name is its name in Azure. Required.
	Name string
	// AddressSpace is its IPv4 range in CIDR notation, such as "10.0.0.0/16". Required.
	AddressSpace string
}

// Subnet is a subnet to create, by its AddressPrefix, or to adopt, by its ID. An adopted subnet has to
// have the right delegation already, and to lie in an adopted virtual network.
type Subnet struct {
	// Name is the name in Azure of a created subnet; the default is that of its purpose.
	Name string
	// AddressPrefix is the IPv4 range of a created subnet in CIDR notation, such as "10.0.2.0/24".
	AddressPrefix string
	// ID is the id of an adopted subnet.
	ID string
}

// NatGateway is a NAT gateway to create, with a static public address of its own, or to adopt.
type NatGateway struct {
	// Name is the name in Azure of a created gateway; the default is "ng-<component>". Its public
	// address is named "pip-<name>".
	Name string
	// ID is the id of an adopted gateway.
	ID string
}

// PrivateDNSZone is the private DNS zone to create, and to link to the virtual network, or to adopt.
type PrivateDNSZone struct {
	// Name is the name of a created zone. The default is "privatelink.azurecr.io", the zone of the
	// public cloud; other clouds have zones of their own.
	Name string
	// ID is the id of an adopted zone. It has to be in the provider's subscription unless it is Linked.
	ID string
	// Linked says that an adopted zone is linked to the virtual network already, so that no link is
	// made. Without a link the registry's name resolves to its public address, which refuses pulls.
	Linked bool
}

// complete is a copy of args with defaults filled in, and with what its ids say. The error holds every
// fault.
func (args *Args) complete(name string) (*plan, error) {
	p := &plan{}
	if args != nil {
		p.Args = *args
	}
	if p.PrivateDNSZone.Name == "" && p.PrivateDNSZone.ID == "" {
		p.PrivateDNSZone.Name = azure.Public.PrivateZone
	}
	if p.NatGateway != nil {
		p.NatGateway = p.NatGateway.withDefaults(name)
	}
	p.subnets = []subnet{
		{purpose: privateEndpoints, Subnet: withName(p.PrivateEndpoints, "private-endpoints")},
		{purpose: containerApps, Subnet: withName(p.ContainerApps, "container-apps")},
		{purpose: containerInstances, Subnet: withName(p.ContainerInstances, "container-instances")},
	}
	return p, p.check(name)
}

// plan is complete and checked arguments.
type plan struct {
	Args
	subnets []subnet
	// network and zone are the parsed ids of what is adopted; nil otherwise.
	network, zone *arm.ResourceID
}

// subnet is a subnet with its purpose; without a Subnet there is none.
type subnet struct {
	purpose
	*Subnet
}

// created tells whether the subnet is this component's to make.
func (s subnet) created() bool {
	return s.Subnet != nil && s.ID == ""
}

// withName is a copy, as the caller's value is never changed.
func withName(s *Subnet, name string) *Subnet {
	if s == nil {
		return nil
	}
	named := *s
	if named.Name == "" && named.ID == "" {
		named.Name = name
	}
	return &named
}

func (n NatGateway) withDefaults(name string) *NatGateway {
	if n.Name == "" && n.ID == "" {
		n.Name = "ng-" + name
	}
	return &n
}

// createsNatGateway tells whether the gateway is this component's to make.
func (p *plan) createsNatGateway() bool {
	return p.NatGateway != nil && p.NatGateway.ID == ""
}

// inputs is what the component shows of its arguments.
func (p *plan) inputs() pulumi.Map {
	shown := pulumi.Map{"privateDnsZone": pulumi.String(p.PrivateDNSZone.Name + p.PrivateDNSZone.ID)}
	if p.VirtualNetwork != nil {
		shown["virtualNetworkName"] = pulumi.String(p.VirtualNetwork.Name)
		shown["addressSpace"] = pulumi.String(p.VirtualNetwork.AddressSpace)
	} else {
		shown["virtualNetworkId"] = pulumi.String(p.VirtualNetworkID)
	}
	for _, s := range p.subnets {
		if s.Subnet != nil {
			shown[s.path] = pulumi.String(s.AddressPrefix + s.ID)
		}
	}
	return shown
}
