package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"

	"private-acr/internal/azure"
)

var containerRegistryTypes = []Type{
	Registry, RegistryConnection, RegistryToken, Replication, ScopeMap, Webhook,
}

const (
	registryVersion = "2022-12-01"
	inRegistry      = inGroup + "Microsoft.ContainerRegistry/registries/{registryName}/"
)

// The types of Microsoft.ContainerRegistry.
var (
	Registry = Type{
		ARM: "Microsoft.ContainerRegistry/registries", Token: "containerregistry:Registry",
		APIVersion: registryVersion, Noun: "registry",
		Path:      inGroup + "Microsoft.ContainerRegistry/registries/{registryName}",
		Name:      azure.NameRegistry,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    armcontainerregistry.Registry{},
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
