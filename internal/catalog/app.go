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

// appParts are what Container Apps make of apps and jobs.
var appParts = []Type{JobExecution, Replica, Revision}

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
		Added: []Added{
			{Path: "properties.encryptionSettings", Stable: "2024-03-01", Preview: "2023-05-02-preview"},
			{Path: "properties.login.tokenStore", Stable: "2024-03-01", Preview: "2023-05-02-preview"},
		},
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
		Added:         appAdded,
	}
	// JobExecution is one run of a job.
	JobExecution = Type{
		ARM: "Microsoft.App/jobs/executions", NoToken: "a run is started, not made",
		APIVersion: "2024-03-01", Noun: "job execution",
		Path:     inApp + "jobs/{jobName}/executions/{jobExecutionName}",
		NoName:   "made by the job",
		Untagged: true,
		Model:    armappcontainers.JobExecution{},
	}
	// Replica is what runs a revision's containers.
	Replica = Type{
		ARM: "Microsoft.App/containerApps/revisions/replicas", NoToken: "made by the revision",
		APIVersion: "2024-03-01", Noun: "replica",
		Path:     inApp + "containerApps/{containerAppName}/revisions/{revisionName}/replicas/{replicaName}",
		NoName:   "made by the revision",
		Untagged: true,
		Model:    armappcontainers.Replica{},
	}
	// Revision is a version of a container app's template.
	Revision = Type{
		ARM: "Microsoft.App/containerApps/revisions", NoToken: "made by the app",
		APIVersion: "2024-03-01", Noun: "revision",
		Path:     inApp + "containerApps/{containerAppName}/revisions/{revisionName}",
		NoName:   "made by the app",
		Untagged: true,
		Model:    armappcontainers.Revision{},
	}
	Job = Type{
		ARM: "Microsoft.App/jobs", Token: "app:Job",
		APIVersion: "2023-04-01-preview", Noun: "job",
		Path:      inApp + "jobs/{jobName}",
		Name:      azure.NameJob,
		ReplaceOn: []string{"location", "environmentId"}, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    armappcontainers.Job{},
		Added: []Added{{
			Path:   "properties.configuration.identitySettings",
			Stable: "2025-01-01", Preview: "2024-02-02-preview",
		}},
	}
	ManagedEnvironment = Type{
		ARM: "Microsoft.App/managedEnvironments", Token: "app:ManagedEnvironment",
		APIVersion: appVersion, Versions: environmentVersions, Noun: "environment",
		Path:          inApp + "managedEnvironments/{environmentName}",
		Name:          azure.NameManagedEnvironment,
		ReplaceOn:     []string{"location", "infrastructureResourceGroup", "zoneRedundant"},
		ReplaceSource: replaceInSpec,
		Location:      Regional,
		Model:         armappcontainers.ManagedEnvironment{},
		Added:         environmentAdded,
	}
)

// What follows is what the modules of azure-native's SDK have for each api-version.
var (
	appAdded = []Added{
		{Path: "managedBy", Stable: "2023-05-01", Preview: "2023-04-01-preview"},
		{
			Path:   "properties.configuration.identitySettings",
			Stable: "2025-01-01", Preview: "2024-02-02-preview",
		},
		{
			Path:   "properties.configuration.ingress.additionalPortMappings",
			Stable: "2024-03-01", Preview: "2023-05-02-preview",
		},
		{
			Path:   "properties.configuration.ingress.stickySessions",
			Stable: "2023-05-01", Preview: "2023-04-01-preview",
		},
		{Path: "properties.configuration.runtime", Stable: "2025-01-01", Preview: "2024-02-02-preview"},
		{
			Path:   "properties.configuration.secrets.identity",
			Stable: "2023-05-01", Preview: "2023-04-01-preview",
		},
		{
			Path:   "properties.configuration.secrets.keyVaultUrl",
			Stable: "2023-05-01", Preview: "2023-04-01-preview",
		},
		{Path: "properties.configuration.service", Stable: "2023-05-01", Preview: "2023-04-01-preview"},
		{
			Path:   "properties.template.scale.cooldownPeriod",
			Stable: "2025-01-01", Preview: "2024-08-02-preview",
		},
		{
			Path:   "properties.template.scale.pollingInterval",
			Stable: "2025-01-01", Preview: "2024-08-02-preview",
		},
		{Path: "properties.template.serviceBinds", Stable: "2023-05-01", Preview: "2023-04-01-preview"},
		{
			Path:   "properties.template.terminationGracePeriodSeconds",
			Stable: "2023-05-01", Preview: "2023-04-01-preview",
		},
		{Path: "properties.workloadProfileName", Stable: "2023-05-01", Preview: "2023-04-01-preview"},
	}
	environmentAdded = []Added{
		{Path: "identity", Stable: "2025-01-01", Preview: "2023-11-02-preview"},
		{
			Path:   "properties.customDomainConfiguration.certificateKeyVaultProperties",
			Stable: "2025-01-01", Preview: "2023-11-02-preview",
		},
		{Path: "properties.infrastructureResourceGroup", Stable: "2023-05-01", Preview: "2023-04-01-preview"},
		{Path: "properties.peerAuthentication", Stable: "2023-05-01", Preview: "2023-04-01-preview"},
		{Path: "properties.peerTrafficConfiguration", Stable: "2024-03-01", Preview: "2024-02-02-preview"},
		{Path: "properties.workloadProfiles.name", Stable: "2023-05-01", Preview: "2023-04-01-preview"},
	}
)
