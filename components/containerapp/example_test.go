package containerapp_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"

	"private-acr/components/containerapp"
	"private-acr/platform"
	"private-acr/spec"
)

// An app that an app team runs in the platform's environment, with a password that nobody sees.
func ExampleNew() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		contract, err := platform.ReadContract(ctx, "organization/private-acr/dev")
		if err != nil {
			return err
		}
		environment, err := contract.Environment()
		if err != nil {
			return err
		}
		password, err := config.TrySecret(ctx, "dbPassword")
		if err != nil {
			return err
		}
		web, err := containerapp.New(ctx, "web", &spec.ContainerApp{
			Image:    pulumi.String("shop/web:1.4.2"),
			External: true,
			Env: map[string]pulumi.StringInput{
				"LOG_LEVEL":   pulumi.String("info"),
				"DB_PASSWORD": password,
			},
			Location:          pulumi.String(contract.Location),
			ResourceGroupName: pulumi.String("rg-shop"),
			EnvironmentID:     pulumi.String(environment.ID),
			Login:             contract.Login(),
		})
		if err != nil {
			return err
		}
		ctx.Export("host", web.FQDN)
		return nil
	})
}
