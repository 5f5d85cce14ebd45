package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"

	"private-acr/internal/azure"
)

var keyVaultTypes = []Type{Vault}

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
