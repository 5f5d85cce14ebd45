package spec

// Purpose is what a subnet is for, and what that demands of it.
type Purpose struct {
	// Key is the subnet's key in the network.
	Key string
	// Delegation is the service that the subnet belongs to; empty for none.
	Delegation string
	// Smallest is the longest prefix that serves the purpose, and Reason says why.
	Smallest int
	Reason   string
	// Egress says that a subnet of the purpose has no way out but a NAT gateway.
	Egress bool
	// Prefix is the range that it has by default in the default address space: the seed topology's.
	Prefix string
}

// The keys of the subnets.
const (
	PrivateEndpoints   = "privateEndpoints"
	ContainerApps      = "containerApps"
	ContainerInstances = "containerInstances"
)

// Purposes lists what subnets are for. Sizes: Azure docs: virtual-network/virtual-networks-faq,
// container-apps/custom-virtual-networks, container-instances/container-instances-vnet.
func Purposes() []Purpose {
	return []Purpose{
		{
			Key: PrivateEndpoints, Smallest: 29, Reason: "Azure takes no smaller subnet",
			Prefix: "10.0.2.0/24",
		},
		{
			Key: ContainerApps, Delegation: "Microsoft.App/environments", Smallest: 27,
			Reason: "a Container Apps environment keeps 12 addresses to itself", Prefix: "10.0.0.0/23",
		},
		{
			Key: ContainerInstances, Delegation: "Microsoft.ContainerInstance/containerGroups", Smallest: 28,
			Reason: "container groups take addresses anew while they are replaced", Egress: true,
			Prefix: "10.0.3.0/27",
		},
	}
}

// PurposeOf is the purpose with the key, and whether there is one.
func PurposeOf(key string) (Purpose, bool) {
	for _, purpose := range Purposes() {
		if purpose.Key == key {
			return purpose, true
		}
	}
	return Purpose{}, false
}

// Subnet is a subnet to create, by its address prefix, or to adopt, by its id. An adopted one has to have the
// delegation of its purpose already, and to lie in the adopted virtual network.
type Subnet struct {
	ID            string `pulumi:"id,optional" rule:"id=Microsoft.Network/virtualNetworks/subnets" derived:"one is created"`
	AddressPrefix string `pulumi:"addressPrefix,optional" rule:"cidr" derived:"that of the default topology"`
}

// Annotate documents the fields.
func (s *Subnet) Annotate(a Annotator) {
	a.Describe(&s.ID, "Subnet to adopt, out of the adopted virtual network.")
	a.Describe(&s.AddressPrefix, "IPv4 range of the created subnet.")
}

// Created tells whether the subnet is made with the network, and not adopted.
func (s Subnet) Created() bool { return s.ID == "" }

// Check demands one of the two.
func (s *Subnet) Check(f *Faults) {
	switch {
	case s.ID != "" && s.AddressPrefix != "":
		f.Add("", "must be either adopted by id or created with addressPrefix, not both", nil,
			"remove one of the two")
	case s.ID == "" && s.AddressPrefix == "" && f.Whole(""):
		f.Add("", "must have an id or an addressPrefix", nil, "give one of the two")
	}
}
