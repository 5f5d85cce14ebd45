package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"

	"private-acr/internal/azure"
)

var resourcesTypes = []Type{ResourceGroup}

// ResourceGroup holds every resource below the subscription.
var ResourceGroup = Type{
	ARM: "Microsoft.Resources/resourceGroups", Token: "resources:ResourceGroup",
	APIVersion: "2022-09-01", Versions: groupVersions, Noun: "resource group",
	Path:      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
	Name:      azure.NameResourceGroup,
	ReplaceOn: onLocation, ReplaceSource: replaceInProvider,
	Location: Regional,
	Model:    armresources.ResourceGroup{}, Nested: true,
}
