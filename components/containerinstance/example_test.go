package containerinstance_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerinstance"
	"private-acr/platform"
	"private-acr/spec"
)

// A job that runs once in the platform's subnet.
func ExampleNew() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		contract, err := platform.ReadContract(ctx, "organization/private-acr/dev")
		if err != nil {
			return err
		}
		subnetID, err := contract.Subnet(spec.ContainerInstances)
		if err != nil {
			return err
		}
		job, err := containerinstance.New(ctx, "migrate", &spec.ContainerInstance{
			Image:             pulumi.String("shop/migrate:1.4.2"),
			RestartPolicy:     spec.RestartNever,
			Location:          pulumi.String(contract.Location),
			ResourceGroupName: pulumi.String("rg-shop"),
			SubnetID:          pulumi.String(subnetID),
			Login:             contract.Login(),
		})
		if err != nil {
			return err
		}
		ctx.Export("address", job.IPAddress)
		return nil
	})
}
