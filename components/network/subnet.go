package network

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// inlineSubnet is the wanted subnet of a created virtual network.
func inlineSubnet(s subnet, nat pulumi.StringInput) network.SubnetTypeArgs {
	args := network.SubnetTypeArgs{
		Name:          pulumi.String(s.name),
		AddressPrefix: pulumi.String(s.AddressPrefix),
		Delegations:   s.delegations(),
	}
	if s.Key == spec.PrivateEndpoints {
		// Stated because its default has changed between API versions: security groups and routes are
		// for traffic that leaves the subnet, and a route would not catch an endpoint's anyway.
		args.PrivateEndpointNetworkPolicies = pulumi.String("Disabled")
	}
	if s.Egress && nat != nil {
		args.NatGateway = network.SubResourceArgs{Id: nat.ToStringOutput().ToStringPtrOutput()}
	}
	return args
}

// delegations has the service as the delegation's name too: a subnet has at most one per service.
func (s subnet) delegations() network.DelegationArrayInput {
	if s.Delegation == "" {
		return nil
	}
	return network.DelegationArray{
		network.DelegationArgs{Name: pulumi.String(s.Delegation), ServiceName: pulumi.String(s.Delegation)},
	}
}

// ownSubnet is the wanted subnet of an adopted virtual network.
func ownSubnet(p *plan, s subnet, nat pulumi.StringInput) *network.SubnetArgs {
	inline := inlineSubnet(s, nat)
	return &network.SubnetArgs{
		SubnetName:                     pulumi.String(s.name),
		Name:                           inline.Name,
		VirtualNetworkName:             pulumi.String(p.network.Name),
		ResourceGroupName:              pulumi.String(p.network.ResourceGroupName),
		AddressPrefix:                  inline.AddressPrefix,
		Delegations:                    inline.Delegations,
		PrivateEndpointNetworkPolicies: inline.PrivateEndpointNetworkPolicies,
		NatGateway:                     inline.NatGateway,
	}
}

// subnetIDs are the ids of the subnets by purpose. Subnets of an adopted virtual
// network are created one after the other: Azure refuses a second operation on a network in the midst
// of a first (AnotherOperationInProgress).
func subnetIDs(
	ctx *pulumi.Context, name string, p *plan, nat pulumi.StringInput, n *Network,
) (map[string]pulumi.StringOutput, error) {
	ids := map[string]pulumi.StringOutput{}
	var previous []pulumi.Resource
	for _, s := range p.subnets {
		if p.network == nil || !s.Created() {
			ids[s.Key] = knownID(s, n.VirtualNetworkID)
			continue
		}
		created, err := network.NewSubnet(ctx, name+"-"+s.name, ownSubnet(p, s, nat),
			pulumi.Parent(n), pulumi.DependsOn(previous))
		if err != nil {
			return nil, fmt.Errorf("creating subnet %q: %w", s.name, err)
		}
		ids[s.Key] = created.ID().ToStringOutput()
		previous = []pulumi.Resource{created}
	}
	return ids, nil
}

// knownID is the id of a subnet that is inline or adopted. That of an inline one is made from
// the network's id, which a preview of a change still knows; the network's output of subnets would
// become unknown, and everything in them would seem to need replacement.
func knownID(s subnet, networkID pulumi.StringOutput) pulumi.StringOutput {
	if !s.Created() {
		return pulumi.String(s.ID).ToStringOutput()
	}
	return pulumi.Sprintf("%s/subnets/%s", networkID, s.name)
}
