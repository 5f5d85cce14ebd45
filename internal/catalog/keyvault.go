package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"

	"private-acr/internal/azure"
)

var keyVaultTypes = []Type{Vault, VaultConnection}

// Vault is a key vault.
var Vault = Type{
	ARM: "Microsoft.KeyVault/vaults", Token: "keyvault:Vault",
	APIVersion: "2023-02-01", Noun: "key vault",
	Path:      inGroup + "Microsoft.KeyVault/vaults/{vaultName}",
	Name:      azure.NameVault,
	ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
	Location: Regional,
	Model:    armkeyvault.Vault{}, Nested: true,
}

// VaultConnection is a private endpoint's connection as its vault sees it.
var VaultConnection = Type{
	ARM: "Microsoft.KeyVault/vaults/privateEndpointConnections", Token: "keyvault:PrivateEndpointConnection",
	APIVersion: "2023-02-01", Noun: "private endpoint connection",
	Path: inGroup + "Microsoft.KeyVault/vaults/{vaultName}" +
		"/privateEndpointConnections/{privateEndpointConnectionName}",
	Naming: LogicalName, NoName: "made by the vault",
	Untagged: true,
	Model:    armkeyvault.PrivateEndpointConnection{},
}
