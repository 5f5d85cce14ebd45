package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/operationalinsights/armoperationalinsights"

	"private-acr/internal/azure"
)

var operationalInsightsTypes = []Type{Workspace}

// Workspace is a Log Analytics workspace.
var Workspace = Type{
	ARM: "Microsoft.OperationalInsights/workspaces", Token: "operationalinsights:Workspace",
	APIVersion: "2022-10-01", Noun: "workspace",
	Path:      inGroup + "Microsoft.OperationalInsights/workspaces/{workspaceName}",
	Name:      azure.NameWorkspace,
	ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
	Location: Regional,
	Model:    armoperationalinsights.Workspace{},
}
