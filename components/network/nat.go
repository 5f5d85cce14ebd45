package network

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// newNatGateway creates the NAT gateway with its address, or adopts one, and returns its id; nil means
// that none is wanted.
func newNatGateway(
	ctx *pulumi.Context, name string, p *plan, parent pulumi.Resource,
) (pulumi.StringInput, error) {
	switch {
	case p.NatGateway.ID != "":
		return pulumi.String(p.NatGateway.ID), nil
	case !p.createsNatGateway():
		return nil, nil //nolint:nilnil // a nil input is how an absent property is written
	}
	address, err := network.NewPublicIPAddress(ctx, name+suffixPublicAddress, publicAddressArgs(p),
		// A refresh makes an input of the gateway that Azure shows with the address.
		pulumi.Parent(parent), pulumi.IgnoreChanges([]string{"natGateway"}))
	if err != nil {
		return nil, fmt.Errorf("creating public address of NAT gateway %q: %w", p.NatGateway.Name, err)
	}
	// Azure refuses to move a gateway to another region, azure-native would try an update; and its name is
	// taken until it is gone.
	gateway, err := network.NewNatGateway(ctx, name+suffixNatGateway,
		natGatewayArgs(p, address.ID().ToStringOutput()), pulumi.Parent(parent),
		pulumi.ReplaceOnChanges([]string{"location"}), pulumi.DeleteBeforeReplace(true))
	if err != nil {
		return nil, fmt.Errorf("creating NAT gateway %q: %w", p.NatGateway.Name, err)
	}
	return gateway.ID().ToStringOutput(), nil
}

// publicAddressArgs is the wanted address: NAT gateways take only static addresses of SKU Standard.
func publicAddressArgs(p *plan) *network.PublicIPAddressArgs {
	name := azure.FitName(azure.NamePublicIPAddress, "pip-"+p.NatGateway.Name)
	return &network.PublicIPAddressArgs{
		PublicIpAddressName:      pulumi.String(name),
		ResourceGroupName:        p.ResourceGroupName,
		Location:                 component.Ptr(p.Location),
		PublicIPAddressVersion:   pulumi.String("IPv4"),
		PublicIPAllocationMethod: pulumi.String("Static"),
		Sku:                      network.PublicIPAddressSkuArgs{Name: pulumi.String("Standard")},
		Tags:                     component.Tags(p.Tags),
	}
}

// natGatewayArgs is the wanted gateway.
func natGatewayArgs(p *plan, addressID pulumi.StringInput) *network.NatGatewayArgs {
	return &network.NatGatewayArgs{
		NatGatewayName:    pulumi.String(p.NatGateway.Name),
		ResourceGroupName: p.ResourceGroupName,
		Location:          component.Ptr(p.Location),
		PublicIpAddresses: network.SubResourceArray{network.SubResourceArgs{Id: component.Ptr(addressID)}},
		Sku:               network.NatGatewaySkuArgs{Name: pulumi.String("Standard")},
		Tags:              component.Tags(p.Tags),
	}
}
