package network

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// Type is the type token of [Network].
const Type = "private-acr:network:Network"

// Suffixes of the children's logical names. They are part of the contract: state is keyed by them.
const (
	suffixVirtualNetwork = "-vnet"
	suffixPublicAddress  = "-nat-address"
	suffixNatGateway     = "-nat"
	suffixZone           = "-zone"
	suffixZoneLink       = "-zone-link"
)

// Network is a virtual network, its subnets and the private DNS zone.
type Network struct {
	pulumi.ResourceState

	// VirtualNetworkID is the id of the virtual network.
	VirtualNetworkID pulumi.StringOutput `pulumi:"virtualNetworkId"`
	// SubnetIDs are the ids of the subnets, by what they are for.
	SubnetIDs pulumi.StringMapOutput `pulumi:"subnetIds"`
	// PrivateDNSZoneID is the id of the private DNS zone, known only once the zone is linked to the
	// virtual network: who uses it has names that resolve.
	PrivateDNSZoneID pulumi.StringOutput `pulumi:"privateDnsZoneId"`

	// subnets are the ids one by one, so that each depends on its own subnet alone.
	subnets map[string]pulumi.StringOutput
}

// SubnetID is the id of the subnet of the purpose, one of the keys of [spec.Network]; false without one.
func (n *Network) SubnetID(purpose string) (pulumi.StringOutput, bool) {
	id, is := n.subnets[purpose]
	return id, is
}

// New creates or adopts the network.
func New(
	ctx *pulumi.Context, name string, args *spec.Network, opts ...pulumi.ResourceOption,
) (*Network, error) {
	n := &Network{}
	return component.New(ctx, Type, name, args, n, func(in *spec.Network) error {
		return n.build(ctx, name, in)
	}, opts...)
}

// build makes the parts, each before what needs it.
func (n *Network) build(ctx *pulumi.Context, name string, in *spec.Network) error {
	p, err := newPlan(in)
	if err != nil {
		return err
	}
	nat, err := newNatGateway(ctx, name, p, n)
	if err != nil {
		return err
	}
	if n.VirtualNetworkID, err = newVirtualNetwork(ctx, name, p, nat, n); err != nil {
		return err
	}
	if n.subnets, err = subnetIDs(ctx, name, p, nat, n); err != nil {
		return err
	}
	all := pulumi.StringMap{}
	for purpose, id := range n.subnets {
		all[purpose] = id
	}
	n.SubnetIDs = all.ToStringMapOutput()
	n.PrivateDNSZoneID, err = newZone(ctx, name, p, n)
	return err
}
