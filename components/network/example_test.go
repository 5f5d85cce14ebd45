package network_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/network"
	"private-acr/spec"
)

// A network of one's own, with room for both kinds of consumers.
func ExampleNew() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		hub, err := network.New(ctx, "hub", &spec.Network{
			Location:          pulumi.String("koreacentral"),
			ResourceGroupName: pulumi.String("rg-hub"),
			AddressSpace:      "10.0.0.0/16",
			Subnets: map[string]spec.Subnet{
				spec.PrivateEndpoints:   {AddressPrefix: "10.0.2.0/24"},
				spec.ContainerApps:      {AddressPrefix: "10.0.0.0/23"},
				spec.ContainerInstances: {AddressPrefix: "10.0.3.0/27"},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("zone", hub.PrivateDNSZoneID)
		return nil
	})
}
