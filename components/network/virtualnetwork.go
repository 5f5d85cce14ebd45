package network

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// newVirtualNetwork creates the virtual network with its subnets, or adopts one, and returns its id.
func newVirtualNetwork(
	ctx *pulumi.Context, name string, p *plan, nat pulumi.StringInput, parent pulumi.Resource,
) (pulumi.StringOutput, error) {
	if p.network != nil {
		return pulumi.String(p.VirtualNetworkID).ToStringOutput(), nil
	}
	created, err := network.NewVirtualNetwork(ctx, name+suffixVirtualNetwork, virtualNetworkArgs(p, nat),
		pulumi.Parent(parent))
	if err != nil {
		return pulumi.StringOutput{}, fmt.Errorf("creating virtual network %q: %w", p.networkName(), err)
	}
	return created.ID().ToStringOutput(), nil
}

// virtualNetworkArgs is the wanted virtual network. Its subnets are inline: at this API version an
// update that does not name them removes them.
func virtualNetworkArgs(p *plan, nat pulumi.StringInput) *network.VirtualNetworkArgs {
	subnets := network.SubnetTypeArray{}
	for _, s := range p.subnets {
		if s.Created() {
			subnets = append(subnets, inlineSubnet(s, nat))
		}
	}
	return &network.VirtualNetworkArgs{
		VirtualNetworkName: pulumi.String(p.Name),
		ResourceGroupName:  p.ResourceGroupName,
		Location:           component.Ptr(p.Location),
		AddressSpace: network.AddressSpaceArgs{
			AddressPrefixes: pulumi.StringArray{pulumi.String(p.AddressSpace)},
		},
		Subnets: subnets,
		Tags:    component.Tags(p.Tags),
	}
}
