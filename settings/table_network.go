package settings

import "private-acr/internal/azure"

// Defaults of a created virtual network. The subnets are the seed topology's, and apply only in its address
// space.
const (
	defaultAddressSpace       = "10.0.0.0/16"
	defaultContainerApps      = "10.0.0.0/23"
	defaultPrivateEndpoints   = "10.0.2.0/24"
	defaultContainerInstances = "10.0.3.0/27"
)

func (n *Network) fields() []field {
	return append([]field{
		{
			key: "virtualNetworkId", into: text(&n.VirtualNetworkID, idOf(azure.TypeVirtualNetwork)),
			derived:     "one is created",
			description: "Virtual network to adopt.",
		},
		{
			key: "addressSpace", into: text(&n.AddressSpace, addressRange),
			derived:     defaultAddressSpace,
			description: "IPv4 range of the created virtual network.",
		},
		{
			key: "name", into: text(&n.Name, named(azure.NameVirtualNetwork)), derived: "vnet-<name>",
			description: "Name of the created virtual network.",
		},
	}, n.partFields()...)
}

func (n *Network) partFields() []field {
	return []field{
		{
			key: "privateEndpoints", into: object{optional: true, fields: n.privateEndpoints},
			description: "Subnet of the registry's private endpoints.",
		},
		{
			key: "containerApps", into: object{optional: true, fields: n.containerApps},
			description: "Subnet of the Container Apps environment, which nothing else may use.",
		},
		{
			key: "containerInstances", into: object{optional: true, fields: n.containerInstances},
			description: "Subnet of container groups, which nothing else may use.",
		},
		{
			key: "natGateway", into: object{fields: n.NatGateway.fields},
			description: "Way out of the created subnet of container groups.",
		},
		{
			key: "privateDnsZone", into: object{fields: n.PrivateDNSZone.fields},
			description: "Private DNS zone that the registry's names resolve in.",
		},
	}
}

func (n *Network) privateEndpoints() []field {
	return n.PrivateEndpoints.fields(defaultPrivateEndpoints, "")
}

func (n *Network) containerApps() []field {
	n.ContainerApps = &Subnet{}
	return n.ContainerApps.fields(defaultContainerApps, " and environment or containerApp is given")
}

func (n *Network) containerInstances() []field {
	n.ContainerInstances = &Subnet{}
	return n.ContainerInstances.fields(defaultContainerInstances, " and containerInstance is given")
}

// fields says what a subnet may hold. Its default prefix applies in the default address space, and where
// condition holds.
func (s *Subnet) fields(prefix, condition string) []field {
	return []field{
		{
			key: "id", into: text(&s.ID, idOf(azure.TypeSubnet)), derived: "one is created",
			description: "Subnet to adopt, out of the adopted virtual network.",
		},
		{
			key: "addressPrefix", into: text(&s.AddressPrefix, addressRange),
			derived:     prefix + " where addressSpace is " + defaultAddressSpace + condition,
			description: "IPv4 range of the created subnet.",
		},
	}
}

func (g *NatGateway) fields() []field {
	return []field{
		{
			key: "id", into: text(&g.ID, idOf(azure.TypeNatGateway)), derived: "none",
			description: "NAT gateway to adopt.",
		},
		{
			key: "create", into: boolean(&g.Create),
			derived:     "true where the subnet of container groups is created and no id is given",
			description: "Whether to create a NAT gateway with a public address of its own.",
		},
	}
}

func (z *PrivateDNSZone) fields() []field {
	return []field{
		{
			key: "id", into: text(&z.ID, idOf(azure.TypePrivateDNSZone)), derived: "one is created",
			description: "Private DNS zone to adopt, privatelink.azurecr.io in the public cloud.",
		},
		{
			key: "linked", into: boolean(&z.Linked), fallback: "false",
			description: "Whether the adopted zone is linked to the virtual network already.",
		},
	}
}
