package platform

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/spec"
)

var containerApps = kind{
	build: func(
		ctx *pulumi.Context, name string, wanted spec.Consumer, login spec.Login, b *builder,
	) (*reference, error) {
		app, is := wanted.(spec.ContainerApp)
		if !is {
			return nil, nil
		}
		app.Location, app.ResourceGroupName, app.Tags = b.location(), b.group, b.Tags
		app.EnvironmentID, app.Login = b.environment.ID, login
		app.RegistryID, app.ResourceManager = b.registry.ID, b.manager
		made, err := containerapp.New(ctx, name, &app, b.parent)
		if err != nil {
			return nil, err
		}
		return &reference{made.ID, made.Name, made.FQDN}, nil
	},
}
