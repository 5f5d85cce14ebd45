package network

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
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

// Network is a virtual network, its subnets and the private DNS zone. Its outputs carry no tags, so that
// one that is never assigned stays nil and is found, where Pulumi would fill it with an empty value.
type Network struct {
	pulumi.ResourceState

	// VirtualNetworkID is the id of the virtual network.
	VirtualNetworkID pulumi.StringOutput
	// PrivateEndpointsSubnetID is the id of the subnet of private endpoints; "" without one.
	PrivateEndpointsSubnetID pulumi.StringOutput
	// ContainerAppsSubnetID is the id of the subnet of Container Apps; "" without one.
	ContainerAppsSubnetID pulumi.StringOutput
	// ContainerInstancesSubnetID is the id of the subnet of container groups; "" without one.
	ContainerInstancesSubnetID pulumi.StringOutput
	// PrivateDNSZoneID is the id of the private DNS zone, known only once the zone is linked to the
	// virtual network: who uses it has names that resolve.
	PrivateDNSZoneID pulumi.StringOutput
}

// New creates or adopts the network. The error of wrong arguments holds every fault, each a
// [component.ArgError], and comes before anything is registered.
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Network, error) {
	p, err := args.complete(name)
	if err != nil {
		return nil, err
	}
	n := &Network{}
	if err := component.Register(ctx, Type, name, p.inputs(), n, opts...); err != nil {
		return nil, err
	}
	if err := n.build(ctx, name, p); err != nil {
		return nil, err
	}
	return n, component.Outputs(ctx, n, n.outputs())
}

// build makes the parts, each before what needs it.
func (n *Network) build(ctx *pulumi.Context, name string, p *plan) error {
	nat, err := newNatGateway(ctx, name, p, n)
	if err != nil {
		return err
	}
	n.VirtualNetworkID, err = newVirtualNetwork(ctx, name, p, nat, n)
	if err != nil {
		return err
	}
	ids, err := subnetIDs(ctx, name, p, nat, n)
	if err != nil {
		return err
	}
	n.PrivateEndpointsSubnetID = ids[privateEndpoints.path]
	n.ContainerAppsSubnetID = ids[containerApps.path]
	n.ContainerInstancesSubnetID = ids[containerInstances.path]
	n.PrivateDNSZoneID, err = newZone(ctx, name, p, n)
	return err
}

func (n *Network) outputs() pulumi.Map {
	return pulumi.Map{
		"virtualNetworkId":           n.VirtualNetworkID,
		"privateEndpointsSubnetId":   n.PrivateEndpointsSubnetID,
		"containerAppsSubnetId":      n.ContainerAppsSubnetID,
		"containerInstancesSubnetId": n.ContainerInstancesSubnetID,
		"privateDnsZoneId":           n.PrivateDNSZoneID,
	}
}
