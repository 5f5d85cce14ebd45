package containerinstance

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi-azure-native-sdk/containerinstance/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// clientIDVariable is what Azure's SDKs read to choose among the identities of their host.
const clientIDVariable = "AZURE_CLIENT_ID"

func newEnvironmentVariables(
	ctx *pulumi.Context, in *spec.ContainerInstance,
) containerinstance.EnvironmentVariableArrayInput {
	secret, later := component.Secrecy(ctx, in.Env)
	if later == nil {
		return variables(in, secret)
	}
	return later.ApplyT(func(secret map[string]bool) containerinstance.EnvironmentVariableArrayOutput {
		return variables(in, secret).ToEnvironmentVariableArrayOutput()
	}).(containerinstance.EnvironmentVariableArrayOutput)
}

// variables has the container's own in the order of their names: another order would restart the group. Azure shows
// a secure value to nobody.
func variables(in *spec.ContainerInstance, secret map[string]bool) containerinstance.EnvironmentVariableArray {
	list := containerinstance.EnvironmentVariableArray{}
	if in.Login.ClientID != nil {
		list = append(list, containerinstance.EnvironmentVariableArgs{
			Name: pulumi.String(clientIDVariable), Value: component.Ptr(in.Login.ClientID),
		})
	}
	for _, name := range slices.Sorted(maps.Keys(in.Env)) {
		variable := containerinstance.EnvironmentVariableArgs{Name: pulumi.String(name)}
		if secret[name] {
			variable.SecureValue = component.Ptr(in.Env[name])
		} else {
			variable.Value = component.Ptr(in.Env[name])
		}
		list = append(list, variable)
	}
	return list
}
