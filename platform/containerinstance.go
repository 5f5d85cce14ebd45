package platform

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerinstance"
	"private-acr/spec"
)

var containerInstances = kind{
	build: func(
		ctx *pulumi.Context, name string, wanted spec.Consumer, login spec.Login, b *builder,
	) (*reference, error) {
		group, is := wanted.(spec.ContainerInstance)
		if !is {
			return nil, nil
		}
		group.Location, group.ResourceGroupName, group.Tags = b.location(), b.group, b.Tags
		group.SubnetID, _ = b.network.SubnetID(spec.ContainerInstances)
		group.Login, group.RegistryID, group.ResourceManager = login, b.registry.ID, b.manager
		made, err := containerinstance.New(ctx, name, &group, b.parent)
		if err != nil {
			return nil, err
		}
		return &reference{made.ID, made.Name, made.IPAddress}, nil
	},
}
