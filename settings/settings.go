package settings

import "time"

// Namespace begins the key of every setting in a stack's configuration, before a colon. It is the name of
// the Pulumi project.
const Namespace = "private-acr"

// Settings is all that a stack can say. [Parse] fills in every default and brings every region into its
// short form.
type Settings struct {
	// Name is the workload's name, of which the other names are made.
	Name string
	// Location is the home region, in its short form: "koreacentral".
	Location string
	// Tags are put on everything that bears tags.
	Tags map[string]string
	// ResourceGroup holds everything.
	ResourceGroup ResourceGroup
	// Network is where the registry's addresses and the consumers are.
	Network Network
	// Registry is the registry.
	Registry Registry
	// PrivateLink is how the registry comes into the network.
	PrivateLink PrivateLink
	// PullIdentity is who pulls.
	PullIdentity PullIdentity
	// Environment is where Container Apps run, nil for none. It is built where an app is.
	Environment *Environment
	// ContainerApp is the consumer in Azure Container Apps, nil for none.
	ContainerApp *ContainerApp
	// ContainerInstance is the consumer in Azure Container Instances, nil for none.
	ContainerInstance *ContainerInstance
}

// ResourceGroup is a resource group, created or adopted.
type ResourceGroup struct {
	// Name is the group's name, by default "rg-<name>".
	Name string
	// Adopt says that the group exists already and stays when the stack goes.
	Adopt bool
}

// Network is a virtual network with its subnets, each created or adopted.
type Network struct {
	// VirtualNetworkID is the virtual network that is adopted, empty when one is created.
	VirtualNetworkID string
	// AddressSpace is the created virtual network's IPv4 range, by default 10.0.0.0/16; empty when one is
	// adopted.
	AddressSpace string
	// Name is the created virtual network's name, by default "vnet-<name>"; empty when one is adopted.
	Name string
	// PrivateEndpoints is the subnet of the registry's private endpoints.
	PrivateEndpoints Subnet
	// ContainerApps is the subnet of the Container Apps environment, nil for none.
	ContainerApps *Subnet
	// ContainerInstances is the subnet of container groups, nil for none.
	ContainerInstances *Subnet
	// NatGateway is the way out of the container groups' subnet, which Azure has no other for.
	NatGateway NatGateway
	// PrivateDNSZone is where the registry's names resolve to private addresses.
	PrivateDNSZone PrivateDNSZone
}

// Subnet is a subnet: adopted when ID is set, created otherwise.
type Subnet struct {
	// ID is the subnet that is adopted.
	ID string
	// AddressPrefix is the created subnet's IPv4 range.
	AddressPrefix string
}

// NatGateway is a NAT gateway: adopted when ID is set, created when Create is, absent otherwise.
type NatGateway struct {
	// ID is the gateway that is adopted.
	ID string
	// Create says that one is created, with a public address of its own.
	Create bool
}

// PrivateDNSZone is the private DNS zone of registries: adopted when ID is set, created otherwise.
type PrivateDNSZone struct {
	// ID is the zone that is adopted.
	ID string
	// Linked says that somebody else has linked the adopted zone to the virtual network.
	Linked bool
}

// Registry is the container registry.
type Registry struct {
	// Name is globally unique: the registry answers at <name>.azurecr.io.
	Name string
	// Replicas are the regions besides the home region, in their short form, in the order given.
	Replicas []string
	// Protect keeps Pulumi from deleting the registry, and its replicas, until it is taken back.
	Protect bool
}

// Regions lists the regions that serve layers: the home region first, then the replicas'.
func (s Settings) Regions() []string {
	return append([]string{s.Location}, s.Registry.Replicas...)
}

// PrivateLink is how the registry comes into the network.
type PrivateLink struct {
	// DataEndpoints says which endpoints serve layers.
	DataEndpoints DataEndpoints
	// DiscoveryTimeout is how long to wait until the registry offers every region's data endpoint.
	DiscoveryTimeout time.Duration
	// StaticAddresses maps every private-link member to its fixed address; it is empty when Azure chooses.
	StaticAddresses map[string]string
}

// DataEndpoints says which private endpoints carry the registry's data endpoints.
type DataEndpoints string

// The values of [DataEndpoints].
const (
	// DataEndpointsAuto builds what the registry offers.
	DataEndpointsAuto DataEndpoints = "auto"
	// DataEndpointsDedicated builds a private endpoint per region.
	DataEndpointsDedicated DataEndpoints = "dedicated"
	// DataEndpointsShared relies on the registry's own private endpoint.
	DataEndpointsShared DataEndpoints = "shared"
)

// Values lists what can be said.
func (DataEndpoints) Values() []DataEndpoints {
	return []DataEndpoints{DataEndpointsAuto, DataEndpointsDedicated, DataEndpointsShared}
}

// PullIdentity is the user-assigned identity that consumers pull with.
type PullIdentity struct {
	// Name is the identity's name, by default "id-<name>".
	Name string
	// PropagationWindow is the age at which a role assignment is taken to work everywhere.
	PropagationWindow time.Duration
}
