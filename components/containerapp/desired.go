package containerapp

import (
	"maps"
	"slices"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// appArgs is the wanted app.
func appArgs(in *Args) *app.ContainerAppArgs {
	return &app.ContainerAppArgs{
		ContainerAppName:  pulumi.String(in.Name),
		ResourceGroupName: in.ResourceGroupName,
		Location:          component.Ptr(in.Location),
		// Not managedEnvironmentId, which means the same and is deprecated.
		EnvironmentId:       component.Ptr(in.EnvironmentID),
		WorkloadProfileName: pulumi.String(consumption),
		Identity: app.ManagedServiceIdentityArgs{
			Type:                   pulumi.String("UserAssigned"),
			UserAssignedIdentities: pulumi.StringArray{in.Access.IdentityID},
		},
		Configuration: configuration(in),
		Template:      template(in),
		Tags:          pulumi.ToStringMap(in.Tags),
	}
}

// configuration is what all revisions share: who pulls, and who may call.
func configuration(in *Args) app.ConfigurationArgs {
	return app.ConfigurationArgs{
		ActiveRevisionsMode: pulumi.String("Single"),
		Registries: app.RegistryCredentialsArray{app.RegistryCredentialsArgs{
			Server:   component.Ptr(in.Access.LoginServer),
			Identity: component.Ptr(in.Access.IdentityID),
		}},
		Ingress: app.IngressArgs{
			External:      pulumi.Bool(in.External),
			TargetPort:    pulumi.Int(in.TargetPort),
			Transport:     pulumi.String("auto"),
			AllowInsecure: pulumi.Bool(false),
			Traffic: app.TrafficWeightArray{app.TrafficWeightArgs{
				LatestRevision: pulumi.Bool(true),
				Weight:         pulumi.Int(100),
			}},
		},
	}
}

// template is what makes a revision.
func template(in *Args) app.TemplateArgs {
	return app.TemplateArgs{
		Containers: app.ContainerArray{app.ContainerArgs{
			Name:  pulumi.String(in.Name),
			Image: in.Access.Image(in.Image),
			Resources: app.ContainerResourcesArgs{
				Cpu:    pulumi.Float64(in.CPU),
				Memory: pulumi.String(in.Memory),
			},
			Env: variables(in),
		}},
		Scale: app.ScaleArgs{
			MinReplicas: pulumi.Int(in.MinReplicas),
			MaxReplicas: pulumi.Int(in.MaxReplicas),
		},
	}
}

// variables has the container's own in the order of their names: another order would be a new revision.
func variables(in *Args) app.EnvironmentVarArray {
	list := app.EnvironmentVarArray{app.EnvironmentVarArgs{
		Name: pulumi.String(clientIDVariable), Value: component.Ptr(in.Access.ClientID),
	}}
	for _, name := range slices.Sorted(maps.Keys(in.Env)) {
		list = append(list, app.EnvironmentVarArgs{
			Name: pulumi.String(name), Value: pulumi.String(in.Env[name]),
		})
	}
	return list
}
