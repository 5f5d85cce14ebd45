package network_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/network"
)

// A network of one's own, with room for both kinds of consumers.
func ExampleNew() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		hub, err := network.New(ctx, "hub", &network.Args{
			Location:           pulumi.String("koreacentral"),
			ResourceGroupName:  pulumi.String("rg-hub"),
			VirtualNetwork:     &network.VirtualNetwork{Name: "vnet-hub", AddressSpace: "10.0.0.0/16"},
			PrivateEndpoints:   &network.Subnet{AddressPrefix: "10.0.2.0/24"},
			ContainerApps:      &network.Subnet{AddressPrefix: "10.0.0.0/23"},
			ContainerInstances: &network.Subnet{AddressPrefix: "10.0.3.0/27"},
			NatGateway:         &network.NatGateway{},
		})
		if err != nil {
			return err
		}
		ctx.Export("zone", hub.PrivateDNSZoneID)
		return nil
	})
}
