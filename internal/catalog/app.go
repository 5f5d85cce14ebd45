package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/internal/azure"
)

var appTypes = []Type{AuthConfig, ContainerApp, Job, ManagedEnvironment}

const (
	appVersion = "2022-10-01"
	inApp      = inGroup + "Microsoft.App/"
)

// The types of Container Apps, Microsoft.App.
var (
	// AuthConfig is the sign-in that an app asks of its callers.
	AuthConfig = Type{
		ARM: "Microsoft.App/containerApps/authConfigs", Token: "app:ContainerAppsAuthConfig",
		APIVersion: appVersion, Noun: "authentication of container app",
		Path:   inApp + "containerApps/{containerAppName}/authConfigs/{authConfigName}",
		Naming: LogicalName, NoName: `always "current"`,
		Untagged: true,
		Model:    armappcontainers.AuthConfig{},
	}
	ContainerApp = Type{
		ARM: "Microsoft.App/containerApps", Token: "app:ContainerApp",
		APIVersion: appVersion, Noun: "container app",
		Path:          inApp + "containerApps/{containerAppName}",
		Name:          azure.NameContainerApp,
		ReplaceOn:     []string{"location", "environmentId", "managedEnvironmentId"},
		ReplaceSource: replaceInSpec,
		Location:      Regional,
		Model:         armappcontainers.ContainerApp{},
	}
	Job = Type{
		ARM: "Microsoft.App/jobs", Token: "app:Job",
		APIVersion: "2023-04-01-preview", Noun: "job",
		Path:      inApp + "jobs/{jobName}",
		Name:      azure.NameJob,
		ReplaceOn: []string{"location", "environmentId"}, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    armappcontainers.Job{},
	}
	ManagedEnvironment = Type{
		ARM: "Microsoft.App/managedEnvironments", Token: "app:ManagedEnvironment",
		APIVersion: appVersion, Noun: "environment",
		Path:          inApp + "managedEnvironments/{environmentName}",
		Name:          azure.NameManagedEnvironment,
		ReplaceOn:     []string{"location", "infrastructureResourceGroup", "zoneRedundant"},
		ReplaceSource: replaceInSpec,
		Location:      Regional,
		Model:         armappcontainers.ManagedEnvironment{},
	}
)
