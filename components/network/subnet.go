package network

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// purpose is what a subnet is for.
type purpose struct {
	// path is the name of the argument, and the key of the subnet's id.
	path string
	// suffix ends the logical name of a subnet that is a resource of its own.
	suffix string
	// delegation is the service that the subnet belongs to; "" for none.
	delegation string
	// smallest is the longest prefix that serves the purpose.
	smallest int
	// egress tells whether the subnet needs a NAT gateway.
	egress bool
}

var (
	// privateEndpoints takes what Azure takes at all; how many addresses a registry needs depends on
	// its regions, which this package does not know.
	privateEndpoints = purpose{path: "privateEndpoints", suffix: "-private-endpoints", smallest: 29}
	// containerApps is /27 at least for a workload-profiles environment. Azure docs:
	// container-apps/custom-virtual-networks.
	containerApps = purpose{
		path: "containerApps", suffix: "-container-apps",
		delegation: "Microsoft.App/environments", smallest: 27,
	}
	// containerInstances is /28 at least, as a /29 leaves no room for a group's replacement. Azure
	// docs: container-instances-vnet.
	containerInstances = purpose{
		path: "containerInstances", suffix: "-container-instances",
		delegation: "Microsoft.ContainerInstance/containerGroups", smallest: 28, egress: true,
	}
)

// inlineSubnet is the wanted subnet of a created virtual network.
func inlineSubnet(s subnet, nat pulumi.StringInput) network.SubnetTypeArgs {
	args := network.SubnetTypeArgs{
		Name:          pulumi.String(s.Name),
		AddressPrefix: pulumi.String(s.AddressPrefix),
		Delegations:   s.delegations(),
	}
	if s.path == privateEndpoints.path {
		// Stated because its default has changed between API versions: security groups and routes are
		// for traffic that leaves the subnet, and a route would not catch an endpoint's anyway.
		args.PrivateEndpointNetworkPolicies = pulumi.String("Disabled")
	}
	if s.egress && nat != nil {
		args.NatGateway = network.SubResourceArgs{Id: nat.ToStringOutput().ToStringPtrOutput()}
	}
	return args
}

// delegations has the service as the delegation's name too: a subnet has at most one per service.
func (s subnet) delegations() network.DelegationArrayInput {
	if s.delegation == "" {
		return nil
	}
	return network.DelegationArray{
		network.DelegationArgs{Name: pulumi.String(s.delegation), ServiceName: pulumi.String(s.delegation)},
	}
}

// ownSubnet is the wanted subnet of an adopted virtual network.
func ownSubnet(p *plan, s subnet, nat pulumi.StringInput) *network.SubnetArgs {
	inline := inlineSubnet(s, nat)
	return &network.SubnetArgs{
		SubnetName:                     pulumi.String(s.Name),
		Name:                           inline.Name,
		VirtualNetworkName:             pulumi.String(p.network.Name),
		ResourceGroupName:              pulumi.String(p.network.ResourceGroupName),
		AddressPrefix:                  inline.AddressPrefix,
		Delegations:                    inline.Delegations,
		PrivateEndpointNetworkPolicies: inline.PrivateEndpointNetworkPolicies,
		NatGateway:                     inline.NatGateway,
	}
}

// subnetIDs are the ids of the subnets by purpose, "" where there is none. Subnets of an adopted virtual
// network are created one after the other: Azure refuses a second operation on a network in the midst
// of a first (AnotherOperationInProgress).
func subnetIDs(
	ctx *pulumi.Context, name string, p *plan, nat pulumi.StringInput, n *Network,
) (map[string]pulumi.StringOutput, error) {
	ids := map[string]pulumi.StringOutput{}
	var previous []pulumi.Resource
	for _, s := range p.subnets {
		if p.VirtualNetwork != nil || !s.created() {
			ids[s.path] = knownID(s, n.VirtualNetworkID)
			continue
		}
		created, err := network.NewSubnet(ctx, name+s.suffix, ownSubnet(p, s, nat),
			pulumi.Parent(n), pulumi.DependsOn(previous))
		if err != nil {
			return nil, fmt.Errorf("creating subnet %q: %w", s.Name, err)
		}
		ids[s.path] = created.ID().ToStringOutput()
		previous = []pulumi.Resource{created}
	}
	return ids, nil
}

// knownID is the id of a subnet that is inline, adopted or absent. That of an inline one is made from
// the network's id, which a preview of a change still knows; the network's output of subnets would
// become unknown, and everything in them would seem to need replacement.
func knownID(s subnet, networkID pulumi.StringOutput) pulumi.StringOutput {
	switch {
	case s.Subnet == nil:
		return pulumi.String("").ToStringOutput()
	case s.ID != "":
		return pulumi.String(s.ID).ToStringOutput()
	default:
		return pulumi.Sprintf("%s/subnets/%s", networkID, s.Name)
	}
}
