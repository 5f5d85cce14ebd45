// Package orders is the app team's program, apart from main so that tests can run it too.
package orders

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/platform"
)

// Run builds the Container App in the environment of the platform stack.
func Run(ctx *pulumi.Context, platformStack, image string) error {
	contract, err := platform.ReadContract(ctx, platformStack)
	if err != nil {
		return err
	}
	app, err := containerapp.New(ctx, "orders", &containerapp.Args{
		Location:          pulumi.String(contract.Location),
		ResourceGroupName: pulumi.String(contract.ResourceGroup),
		Name:              "ca-orders",
		EnvironmentID:     pulumi.String(contract.Environment.ID),
		Access:            contract.Pull(),
		Image:             image,
		TargetPort:        80,
	})
	if err != nil {
		return err
	}
	ctx.Export("host", app.FQDN)
	return nil
}
