package containerinstance

import (
	"github.com/pulumi/pulumi-azure-native-sdk/containerinstance/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

const tcp = "TCP"

// groupArgs is the wanted group.
func groupArgs(
	in *spec.ContainerInstance, c containerinstance.ContainerArgs,
) *containerinstance.ContainerGroupArgs {
	return &containerinstance.ContainerGroupArgs{
		ContainerGroupName:       pulumi.String(in.Name),
		ResourceGroupName:        in.ResourceGroupName,
		Location:                 component.Ptr(in.Location),
		OsType:                   pulumi.String(in.OSType),
		RestartPolicy:            pulumi.String(in.RestartPolicy),
		Identity:                 identity(in.Login),
		ImageRegistryCredentials: credentials(in.Login),
		Containers:               containerinstance.ContainerArray{c},
		IpAddress:                address(in),
		SubnetIds: containerinstance.ContainerGroupSubnetIdArray{
			containerinstance.ContainerGroupSubnetIdArgs{Id: in.SubnetID},
		},
		Tags: component.Tags(in.Tags),
	}
}

// identity attaches the one that pulls. It has to be named in the credentials as well: either alone is
// refused (InvalidImageRegistryIdentity) or pulls anonymously. Azure docs: container-instances
// using-azure-container-registry-mi.
func identity(login spec.Login) containerinstance.ContainerGroupIdentityPtrInput {
	if login.Form != spec.FormIdentity {
		return nil
	}
	return containerinstance.ContainerGroupIdentityArgs{
		Type:                   containerinstance.ResourceIdentityTypeUserAssigned,
		UserAssignedIdentities: pulumi.StringArray{login.IdentityID},
	}
}

// credentials is how the group presents itself to the registry; nil where it needs not.
func credentials(login spec.Login) containerinstance.ImageRegistryCredentialArrayInput {
	presented := containerinstance.ImageRegistryCredentialArgs{Server: login.Server}
	switch login.Form {
	case spec.FormIdentity:
		presented.Identity = component.Ptr(login.IdentityID)
	case spec.FormPassword:
		presented.Username = component.Ptr(login.Username)
		presented.Password = component.Ptr(login.Password)
	case spec.FormNode, spec.FormNone:
		return nil
	}
	return containerinstance.ImageRegistryCredentialArray{presented}
}

// container is the group's one container.
func container(
	in *spec.ContainerInstance, image pulumi.StringInput, variables []component.Variable,
) containerinstance.ContainerArgs {
	return containerinstance.ContainerArgs{
		Name:  pulumi.String(in.Name),
		Image: image,
		Ports: containerinstance.ContainerPortArray{
			containerinstance.ContainerPortArgs{Port: pulumi.Int(in.Port), Protocol: pulumi.String(tcp)},
		},
		Resources: containerinstance.ResourceRequirementsArgs{
			Requests: containerinstance.ResourceRequestsArgs{
				Cpu:        pulumi.Float64(in.CPU),
				MemoryInGB: pulumi.Float64(in.MemoryGB),
			},
		},
		EnvironmentVariables: environmentVariables(variables),
	}
}

// address is the group's address, always a private one: a group in a subnet can have neither a public
// address nor a DNS label.
func address(in *spec.ContainerInstance) containerinstance.IpAddressArgs {
	return containerinstance.IpAddressArgs{
		Type: pulumi.String("Private"),
		Ports: containerinstance.PortArray{
			containerinstance.PortArgs{Port: pulumi.Int(in.Port), Protocol: pulumi.String(tcp)},
		},
	}
}
