package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerinstance/armcontainerinstance/v2"

	"private-acr/internal/azure"
)

var containerInstanceTypes = []Type{ContainerGroup}

// ContainerGroup is never replaced by azure-native itself, whatever changes: where Azure refuses an update,
// the program has to ask for the replacement.
var ContainerGroup = Type{
	ARM: "Microsoft.ContainerInstance/containerGroups", Token: "containerinstance:ContainerGroup",
	APIVersion: "2023-05-01", Noun: "container group",
	Path:     inGroup + "Microsoft.ContainerInstance/containerGroups/{containerGroupName}",
	Name:     azure.NameContainerGroup,
	Location: Regional,
	Model:    armcontainerinstance.ContainerGroup{},
	Added: []Added{
		{Path: "properties.confidentialComputeProperties", Stable: "2023-05-01"},
		{
			Path: "properties.containers.properties.securityContext", Stable: "2023-05-01",
			Preview: "2023-02-01-preview",
		},
		{Path: "properties.extensions", Stable: "2023-05-01", Preview: "2023-02-01-preview"},
		{Path: "properties.priority", Stable: "2023-05-01"},
	},
}
