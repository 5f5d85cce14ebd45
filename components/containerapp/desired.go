package containerapp

import (
	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// container is what the app's one container takes from elsewhere.
type container struct {
	image     pulumi.StringInput
	variables []component.Variable
}

// appArgs is the wanted app.
func appArgs(in *spec.ContainerApp, c container) *app.ContainerAppArgs {
	return &app.ContainerAppArgs{
		ContainerAppName:  pulumi.String(in.Name),
		ResourceGroupName: in.ResourceGroupName,
		Location:          component.Ptr(in.Location),
		// Not managedEnvironmentId, which means the same and is deprecated.
		EnvironmentId:       component.Ptr(in.EnvironmentID),
		WorkloadProfileName: pulumi.String(consumption),
		Identity:            identity(in.Login),
		Configuration:       configuration(in, c),
		Template:            template(in, c),
		Tags:                component.Tags(in.Tags),
	}
}

// identity attaches the one that pulls; a registry's credentials can only name one that is attached.
func identity(login spec.Login) app.ManagedServiceIdentityPtrInput {
	if login.Form != spec.FormIdentity {
		return nil
	}
	return app.ManagedServiceIdentityArgs{
		Type:                   pulumi.String("UserAssigned"),
		UserAssignedIdentities: pulumi.StringArray{login.IdentityID},
	}
}

// configuration is what all revisions share: who pulls, and who may call.
func configuration(in *spec.ContainerApp, c container) app.ConfigurationArgs {
	return app.ConfigurationArgs{
		ActiveRevisionsMode: pulumi.String("Single"),
		Registries:          registries(in.Login),
		Secrets:             secrets(in.Login, c.variables),
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

// registries is how the app presents itself to the registry; nil where it needs not.
func registries(login spec.Login) app.RegistryCredentialsArrayInput {
	credentials := app.RegistryCredentialsArgs{Server: component.Ptr(login.Server)}
	switch login.Form {
	case spec.FormIdentity:
		credentials.Identity = component.Ptr(login.IdentityID)
	case spec.FormPassword:
		credentials.Username = component.Ptr(login.Username)
		credentials.PasswordSecretRef = pulumi.String(passwordSecret)
	case spec.FormNode, spec.FormNone:
		return nil
	}
	return app.RegistryCredentialsArray{credentials}
}

// template is what makes a revision.
func template(in *spec.ContainerApp, c container) app.TemplateArgs {
	return app.TemplateArgs{
		Containers: app.ContainerArray{app.ContainerArgs{
			Name:  pulumi.String(in.Name),
			Image: c.image,
			Resources: app.ContainerResourcesArgs{
				Cpu:    pulumi.Float64(in.CPU),
				Memory: pulumi.String(in.Memory),
			},
			Env: environmentVariables(c.variables),
		}},
		Scale: app.ScaleArgs{
			MinReplicas: pulumi.Int(*in.MinReplicas),
			MaxReplicas: pulumi.Int(in.MaxReplicas),
		},
	}
}
