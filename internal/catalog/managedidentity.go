package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/msi/armmsi"

	"private-acr/internal/azure"
)

var managedIdentityTypes = []Type{FederatedCredential, Identity}

const (
	identityVersion = "2023-01-31"
	inIdentities    = inGroup + "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}"
)

// The types of Microsoft.ManagedIdentity.
var (
	// FederatedCredential lets tokens of another issuer stand for an identity.
	FederatedCredential = Type{
		ARM:        "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
		Token:      "managedidentity:FederatedIdentityCredential",
		APIVersion: identityVersion, Noun: "federated credential",
		Path:   inIdentities + "/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}",
		Naming: LogicalName, Name: azure.NameFederatedCredential,
		Untagged: true,
		Model:    armmsi.FederatedIdentityCredential{},
	}
	// Identity is a user-assigned identity.
	Identity = Type{
		ARM:        "Microsoft.ManagedIdentity/userAssignedIdentities",
		Token:      "managedidentity:UserAssignedIdentity",
		APIVersion: identityVersion, Noun: "identity",
		Path:      inIdentities,
		Name:      azure.NameUserAssignedIdentity,
		ReplaceOn: onLocation, ReplaceSource: replaceInSpec,
		Location: Regional,
		Model:    armmsi.Identity{},
	}
)
