package network

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// global is the location of everything in DNS, which has no region.
const global = "global"

// zone is a private DNS zone, created or adopted.
type zone struct {
	id, name, resourceGroup pulumi.StringInput
}

// newZone creates or adopts the private DNS zone and links it to the network. It returns the zone's id,
// known only once the link exists too.
func newZone(ctx *pulumi.Context, name string, p *plan, n *Network) (pulumi.StringOutput, error) {
	z, err := createOrAdoptZone(ctx, name, p, n)
	switch {
	case err != nil:
		return pulumi.StringOutput{}, err
	case p.PrivateDNSZone.Linked:
		return z.id.ToStringOutput(), nil
	}
	link, err := network.NewVirtualNetworkLink(ctx, name+suffixZoneLink, linkArgs(p, z, n.VirtualNetworkID),
		pulumi.Parent(n))
	if err != nil {
		return pulumi.StringOutput{}, fmt.Errorf("creating virtual network link %q: %w", p.networkName(), err)
	}
	return component.After(z.id, link.ID()), nil
}

func createOrAdoptZone(ctx *pulumi.Context, name string, p *plan, n *Network) (zone, error) {
	if p.zone != nil {
		return zone{
			id:            pulumi.String(p.PrivateDNSZone.ID),
			name:          pulumi.String(p.zone.Name),
			resourceGroup: pulumi.String(p.zone.ResourceGroupName),
		}, nil
	}
	created, err := network.NewPrivateZone(ctx, name+suffixZone, zoneArgs(p), pulumi.Parent(n))
	if err != nil {
		return zone{}, fmt.Errorf("creating private DNS zone %q: %w", p.PrivateDNSZone.Name, err)
	}
	return zone{
		id:            created.ID().ToStringOutput(),
		name:          component.After(pulumi.String(p.PrivateDNSZone.Name), created.ID()),
		resourceGroup: p.ResourceGroupName,
	}, nil
}

// zoneArgs is the wanted zone.
func zoneArgs(p *plan) *network.PrivateZoneArgs {
	return &network.PrivateZoneArgs{
		PrivateZoneName:   pulumi.String(p.PrivateDNSZone.Name),
		ResourceGroupName: p.ResourceGroupName,
		Location:          pulumi.String(global),
		Tags:              component.Tags(p.Tags),
	}
}

// linkArgs is the wanted link. It registers nothing: the zone is for endpoints, whose zone groups write
// their own records.
func linkArgs(p *plan, z zone, networkID pulumi.StringInput) *network.VirtualNetworkLinkArgs {
	return &network.VirtualNetworkLinkArgs{
		// A zone has at most one link to a virtual network, so the network's name is free for it.
		VirtualNetworkLinkName: pulumi.String(p.networkName()),
		PrivateZoneName:        z.name,
		ResourceGroupName:      z.resourceGroup,
		Location:               pulumi.String(global),
		RegistrationEnabled:    pulumi.Bool(false),
		VirtualNetwork:         network.SubResourceArgs{Id: component.Ptr(networkID)},
		Tags:                   component.Tags(p.Tags),
	}
}
