package containerapp_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/access"
	"private-acr/components/containerapp"
)

// An app that an app team runs in the platform's environment, with what the platform exports.
func ExampleNew() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		platform, err := pulumi.NewStackReference(ctx, "organization/private-acr/dev", nil)
		if err != nil {
			return err
		}
		field := func(name string) pulumi.StringOutput {
			return platform.GetStringOutput(pulumi.String(name))
		}
		web, err := containerapp.New(ctx, "web", &containerapp.Args{
			Location:          pulumi.String("koreacentral"),
			ResourceGroupName: pulumi.String("rg-shop"),
			Name:              "ca-shop",
			EnvironmentID:     field("environmentId"),
			Access: access.Pull{
				LoginServer: field("loginServer"),
				RegistryID:  field("registryId"),
				IdentityID:  field("identityId"),
				ClientID:    field("clientId"),
			},
			Image:    "shop/web:1.4.2",
			External: true,
		})
		if err != nil {
			return err
		}
		ctx.Export("host", web.FQDN)
		return nil
	})
}
