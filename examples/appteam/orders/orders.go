// Package orders is the app team's program, apart from main so that tests can run it too.
package orders

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/platform"
	"private-acr/spec"
)

// Run builds the Container App in the environment of the platform stack.
func Run(ctx *pulumi.Context, platformStack string, image pulumi.StringInput) error {
	contract, err := platform.ReadContract(ctx, platformStack)
	if err != nil {
		return err
	}
	environment, err := contract.Environment()
	if err != nil {
		return err
	}
	app, err := containerapp.New(ctx, "orders", &spec.ContainerApp{
		Image:             image,
		Location:          pulumi.String(contract.Location),
		ResourceGroupName: pulumi.String(contract.ResourceGroup),
		EnvironmentID:     pulumi.String(environment.ID),
		Login:             contract.Login(),
	})
	if err != nil {
		return err
	}
	ctx.Export("host", app.FQDN)
	return nil
}
