package containerinstance

import (
	"github.com/pulumi/pulumi-azure-native-sdk/containerinstance/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// environmentVariables are the container's variables. Azure shows a secure value to nobody.
func environmentVariables(variables []component.Variable) containerinstance.EnvironmentVariableArray {
	list := containerinstance.EnvironmentVariableArray{}
	for _, v := range variables {
		list = append(list, containerinstance.EnvironmentVariableArgs{
			Name: pulumi.String(v.Name), Value: v.Plain(), SecureValue: v.Secret(),
		})
	}
	return list
}
