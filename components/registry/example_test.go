package registry_test

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/registry"
	"private-acr/spec"
)

// A registry at home in Korea with a copy in Europe, which nobody deletes by mistake.
func ExampleNew() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		acr, err := registry.New(ctx, "acr", &spec.Registry{
			Name:              "acrmyapp",
			Location:          "koreacentral",
			ResourceGroupName: pulumi.String("rg-myapp"),
			Replicas:          []string{"westeurope"},
			Protect:           true,
		})
		if err != nil {
			return err
		}
		ctx.Export("loginServer", acr.LoginServer)
		return nil
	})
}
