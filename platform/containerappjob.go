package platform

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/spec"
)

// containerAppJobs have no host: nobody calls a job.
var containerAppJobs = kind{
	build: func(
		ctx *pulumi.Context, name string, wanted spec.Consumer, login spec.Login, b *builder,
	) (*reference, error) {
		job, is := wanted.(spec.ContainerAppJob)
		if !is {
			return nil, nil
		}
		job.Location, job.ResourceGroupName, job.Tags = b.location(), b.group, b.Tags
		job.EnvironmentID, job.Login = b.environment.ID, login
		job.RegistryID, job.ResourceManager = b.registry.ID, b.manager
		made, err := containerapp.NewJob(ctx, name, &job, b.parent)
		if err != nil {
			return nil, err
		}
		return &reference{made.ID, made.Name, pulumi.String("")}, nil
	},
}
