package schema

import "regexp"

// Form is what a string has to look like.
type Form struct {
	// MinLength and MaxLength are numbers of bytes; a MaxLength of 0 is none.
	MinLength, MaxLength int
	// Pattern is a regular expression; nil for none.
	Pattern *regexp.Regexp
}

// The forms of names.
var (
	registryName = &Form{MinLength: 5, MaxLength: 50, Pattern: regexp.MustCompile(`^[a-zA-Z0-9]*$`)}
	tokenName    = &Form{MinLength: 5, MaxLength: 50, Pattern: regexp.MustCompile(`^[a-zA-Z0-9-]*$`)}
	vaultName    = &Form{Pattern: regexp.MustCompile(`^[a-zA-Z0-9-]{3,24}$`)}
	groupName    = &Form{MinLength: 1, MaxLength: 90}
	federated    = &Form{Pattern: regexp.MustCompile(`^[a-zA-Z0-9]{1}[a-zA-Z0-9-_]{2,119}$`)}
	workspace    = &Form{
		MinLength: 4, MaxLength: 63, Pattern: regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$`),
	}
)

// forms are what the API's specifications say of strings, as far as it concerns the names of what the
// simulation has. Patterns that Go's regular expressions do not know, such as that of container groups'
// names, the plugin leaves out as well.
var forms = map[string]*Form{
	// azure-rest-api-specs: Microsoft.ContainerRegistry/preview/2024-11-01-preview.
	"containerregistry:Registry.registryName":                  registryName,
	"containerregistry:PrivateEndpointConnection.registryName": registryName,
	"containerregistry:Replication.registryName":               registryName,
	"containerregistry:Replication.replicationName":            registryName,
	"containerregistry:ScopeMap.registryName":                  registryName,
	"containerregistry:ScopeMap.scopeMapName":                  tokenName,
	"containerregistry:Token.registryName":                     registryName,
	"containerregistry:Token.tokenName":                        tokenName,
	"containerregistry:Webhook.registryName":                   registryName,
	"containerregistry:Webhook.webhookName":                    registryName,
	// azure-rest-api-specs: Microsoft.KeyVault/stable/2023-02-01, Microsoft.Resources/stable/2022-09-01,
	// Microsoft.ManagedIdentity/stable/2023-01-31, Microsoft.OperationalInsights/stable/2022-10-01.
	"keyvault:Vault.vaultName":                  vaultName,
	"resources:ResourceGroup.resourceGroupName": groupName,
	"managedidentity:FederatedIdentityCredential.federatedIdentityCredentialResourceName": federated,
	"operationalinsights:Workspace.workspaceName":                                         workspace,
}
