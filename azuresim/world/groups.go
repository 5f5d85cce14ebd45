package world

import "private-acr/internal/azure"

// resourceGroup holds everything else; deleting it deletes that.
var resourceGroup = kind{
	typ: typeResourceGroup, name: azure.NameResourceGroup, nameCode: "InvalidResourceGroup",
	place: regional, takes: resourceGroupTakes, busyCode: "ResourceGroupBeingDeleted",
}
