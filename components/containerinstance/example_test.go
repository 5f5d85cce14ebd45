package containerinstance_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/access"
	"private-acr/components/containerinstance"
)

// A job that runs once, with what the platform exports.
func ExampleNew() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		platform, err := pulumi.NewStackReference(ctx, "organization/private-acr/dev", nil)
		if err != nil {
			return err
		}
		field := func(name string) pulumi.StringOutput {
			return platform.GetStringOutput(pulumi.String(name))
		}
		job, err := containerinstance.New(ctx, "migrate", &containerinstance.Args{
			Location:          pulumi.String("koreacentral"),
			ResourceGroupName: pulumi.String("rg-shop"),
			Name:              "ci-migrate",
			SubnetID:          field("containerInstancesSubnetId"),
			Access: access.Pull{
				LoginServer: field("loginServer"),
				RegistryID:  field("registryId"),
				IdentityID:  field("identityId"),
				ClientID:    field("clientId"),
			},
			Image:         "shop/migrate:1.4.2",
			RestartPolicy: containerinstance.Never,
		})
		if err != nil {
			return err
		}
		ctx.Export("address", job.IPAddress)
		return nil
	})
}
