package containerinstance

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi-azure-native-sdk/containerinstance/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

const tcp = "TCP"

// groupArgs is the wanted group. The identity is attached and named in the credentials: either alone is
// refused (InvalidImageRegistryIdentity) or pulls anonymously. Azure docs:
// container-instances using-azure-container-registry-mi.
func groupArgs(in *Args) *containerinstance.ContainerGroupArgs {
	return &containerinstance.ContainerGroupArgs{
		ContainerGroupName: pulumi.String(in.Name),
		ResourceGroupName:  in.ResourceGroupName,
		Location:           component.Ptr(in.Location),
		OsType:             pulumi.String(in.OSType),
		RestartPolicy:      pulumi.String(in.RestartPolicy),
		Identity: containerinstance.ContainerGroupIdentityArgs{
			Type:                   containerinstance.ResourceIdentityTypeUserAssigned,
			UserAssignedIdentities: pulumi.StringArray{in.Access.IdentityID},
		},
		ImageRegistryCredentials: containerinstance.ImageRegistryCredentialArray{
			containerinstance.ImageRegistryCredentialArgs{
				Server:   in.Access.LoginServer,
				Identity: component.Ptr(in.Access.IdentityID),
			},
		},
		Containers: containerinstance.ContainerArray{container(in)},
		IpAddress:  address(in),
		SubnetIds: containerinstance.ContainerGroupSubnetIdArray{
			containerinstance.ContainerGroupSubnetIdArgs{Id: in.SubnetID},
		},
		Tags: pulumi.ToStringMap(in.Tags),
	}
}

// container is the group's one container.
func container(in *Args) containerinstance.ContainerArgs {
	return containerinstance.ContainerArgs{
		Name:  pulumi.String(in.Name),
		Image: in.Access.Image(in.Image),
		Ports: containerinstance.ContainerPortArray{
			containerinstance.ContainerPortArgs{Port: pulumi.Int(in.Port), Protocol: pulumi.String(tcp)},
		},
		Resources: containerinstance.ResourceRequirementsArgs{
			Requests: containerinstance.ResourceRequestsArgs{
				Cpu:        pulumi.Float64(in.CPU),
				MemoryInGB: pulumi.Float64(in.MemoryGB),
			},
		},
		EnvironmentVariables: variables(in),
	}
}

// address is the group's address, always a private one: a group in a subnet can have neither a public
// address nor a DNS label.
func address(in *Args) containerinstance.IpAddressArgs {
	return containerinstance.IpAddressArgs{
		Type: pulumi.String("Private"),
		Ports: containerinstance.PortArray{
			containerinstance.PortArgs{Port: pulumi.Int(in.Port), Protocol: pulumi.String(tcp)},
		},
	}
}

// variables has the container's own in the order of their names: another order would restart the group.
func variables(in *Args) containerinstance.EnvironmentVariableArray {
	list := containerinstance.EnvironmentVariableArray{containerinstance.EnvironmentVariableArgs{
		Name: pulumi.String(clientIDVariable), Value: component.Ptr(in.Access.ClientID),
	}}
	for _, name := range slices.Sorted(maps.Keys(in.Env)) {
		list = append(list, containerinstance.EnvironmentVariableArgs{
			Name: pulumi.String(name), Value: pulumi.String(in.Env[name]),
		})
	}
	return list
}
