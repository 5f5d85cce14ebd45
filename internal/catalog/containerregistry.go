package catalog

import (
	preview "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/internal/azure"
)

var containerRegistryTypes = []Type{
	AgentPool, CacheRule, CredentialSet, Registry, RegistryConnection, RegistryToken, Replication, ScopeMap,
	Task, Webhook,
}

const (
	registryVersion = "2022-12-01"
	cacheVersion    = "2023-01-01-preview"
	taskVersion     = "2019-06-01-preview"
	inRegistry      = inGroup + "Microsoft.ContainerRegistry/registries/{registryName}/"
)

// The types of Microsoft.ContainerRegistry.
var (
	// AgentPool is machines in a subnet of one's own that run tasks.
	AgentPool = Type{
		ARM: "Microsoft.ContainerRegistry/registries/agentPools", Token: "containerregistry:AgentPool",
		APIVersion: taskVersion, Noun: "agent pool",
		Path:   inRegistry + "agentPools/{agentPoolName}",
		Naming: LogicalName, Name: azure.NameAgentPool,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    preview.AgentPool{},
	}
	// CacheRule has a registry fetch what it does not have from another one.
	CacheRule = Type{
		ARM: "Microsoft.ContainerRegistry/registries/cacheRules", Token: "containerregistry:CacheRule",
		APIVersion: cacheVersion, Noun: "cache rule",
		Path:   inRegistry + "cacheRules/{cacheRuleName}",
		Naming: LogicalName, Name: azure.NameCacheRule,
		Untagged: true,
		Model:    armcontainerregistry.CacheRule{},
	}
	// CredentialSet is where a key vault has the login to another registry.
	CredentialSet = Type{
		ARM:        "Microsoft.ContainerRegistry/registries/credentialSets",
		Token:      "containerregistry:CredentialSet",
		APIVersion: cacheVersion, Noun: "credential set",
		Path:   inRegistry + "credentialSets/{credentialSetName}",
		Naming: LogicalName, Name: azure.NameCredentialSet,
		Untagged: true,
		Model:    armcontainerregistry.CredentialSet{},
	}
	Registry = Type{
		ARM: "Microsoft.ContainerRegistry/registries", Token: "containerregistry:Registry",
		APIVersion: registryVersion, Versions: registryVersions, Noun: "registry",
		Path:      inGroup + "Microsoft.ContainerRegistry/registries/{registryName}",
		Name:      azure.NameRegistry,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    armcontainerregistry.Registry{}, Preview: preview.Registry{},
		Added: registryAdded,
	}
	// RegistryConnection is a private endpoint's connection as its registry sees it.
	RegistryConnection = Type{
		ARM:        "Microsoft.ContainerRegistry/registries/privateEndpointConnections",
		Token:      "containerregistry:PrivateEndpointConnection",
		APIVersion: registryVersion, Noun: "private endpoint connection",
		Path:   inRegistry + "privateEndpointConnections/{privateEndpointConnectionName}",
		Naming: LogicalName, NoName: "made by the registry",
		Untagged: true,
		Model:    armcontainerregistry.PrivateEndpointConnection{},
	}
	// RegistryToken is a login to some of a registry's repositories, by passwords of its own.
	RegistryToken = Type{
		ARM: "Microsoft.ContainerRegistry/registries/tokens", Token: "containerregistry:Token",
		APIVersion: registryVersion, Noun: "token",
		Path:   inRegistry + "tokens/{tokenName}",
		Naming: LogicalName, Name: azure.NameRegistryToken,
		Untagged: true,
		Model:    armcontainerregistry.Token{},
	}
	Replication = Type{
		ARM: "Microsoft.ContainerRegistry/registries/replications", Token: "containerregistry:Replication",
		APIVersion: registryVersion, Noun: "replication",
		Path:   inRegistry + "replications/{replicationName}",
		Naming: LogicalName, Name: azure.NameReplication,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    armcontainerregistry.Replication{},
	}
	// ScopeMap says what tokens may do with which repositories.
	ScopeMap = Type{
		ARM: "Microsoft.ContainerRegistry/registries/scopeMaps", Token: "containerregistry:ScopeMap",
		APIVersion: registryVersion, Noun: "scope map",
		Path:   inRegistry + "scopeMaps/{scopeMapName}",
		Naming: LogicalName, Name: azure.NameScopeMap,
		Untagged: true,
		Model:    armcontainerregistry.ScopeMap{},
	}
	// Task is what a registry builds or runs, when it is told to or something happens.
	Task = Type{
		ARM: "Microsoft.ContainerRegistry/registries/tasks", Token: "containerregistry:Task",
		APIVersion: taskVersion, Noun: "task",
		Path:   inRegistry + "tasks/{taskName}",
		Naming: LogicalName, Name: azure.NameTask,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    preview.Task{},
	}
	// Webhook takes serviceUri and customHeaders in a PUT and never shows them again: they may hold secrets.
	Webhook = Type{
		ARM: "Microsoft.ContainerRegistry/registries/webhooks", Token: "containerregistry:Webhook",
		APIVersion: registryVersion, Noun: "webhook",
		Path:   inRegistry + "webhooks/{webhookName}",
		Naming: LogicalName, Name: azure.NameWebhook,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    armcontainerregistry.Webhook{}, Request: armcontainerregistry.WebhookCreateParameters{},
	}
)

// registryAdded is Azure docs: templates/microsoft.containerregistry/change-log/registries, and for what is
// younger than that page the changelog of the Azure SDK for Go's armcontainerregistry. Previews have had some
// of these for years, between generally available versions that have not.
var registryAdded = []Added{
	{Path: "properties.anonymousPullEnabled", Stable: "2025-11-01", Preview: "2021-12-01-preview"},
	{Path: "properties.autoGeneratedDomainNameLabelScope", Preview: "2024-11-01-preview"},
	{Path: "properties.metadataSearch", Preview: "2023-11-01-preview"},
	{
		Path:   "properties.networkRuleBypassAllowedForTasks",
		Stable: "2025-11-01", Preview: "2025-05-01-preview",
	},
	{
		Path:   "properties.policies.azureADAuthenticationAsArmPolicy",
		Stable: "2025-11-01", Preview: "2022-02-01-preview",
	},
	{Path: "properties.policies.softDeletePolicy", Preview: "2022-02-01-preview"},
	{Path: "properties.roleAssignmentMode", Stable: "2025-04-01", Preview: "2025-03-01-preview"},
}
