package authorization

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// builtIn is a role of Azure's own.
type builtIn struct {
	azure.Role

	actions, notActions, dataActions []string
}

// What roles permit, by its beginning.
const (
	ofRegistries   = "Microsoft.ContainerRegistry/registries/"
	ofRepositories = ofRegistries + "repositories/"
	ofVaults       = "Microsoft.KeyVault/vaults/"
	ofIdentities   = "Microsoft.ManagedIdentity/userAssignedIdentities/"
)

// around is what most roles for a service permit besides, so that their holders find their way.
var around = []string{
	"Microsoft.Authorization/*/read", "Microsoft.Insights/alertRules/*", "Microsoft.Resources/deployments/*",
	"Microsoft.Resources/subscriptions/resourceGroups/read", "Microsoft.Support/*",
}

// builtIns are the roles that registries and their neighbours are granted by. Azure docs:
// role-based-access-control/built-in-roles and its pages containers, privileged, general, networking,
// identity and security.
var builtIns = []builtIn{
	{Role: azure.AcrPull, actions: []string{ofRegistries + "pull/read"}},
	{Role: azure.AcrPush, actions: []string{ofRegistries + "pull/read", ofRegistries + "push/write"}},
	{Role: azure.AcrDelete, actions: []string{ofRegistries + "artifacts/delete"}},
	{Role: azure.RepositoryReader, dataActions: onRepositories("read")},
	{Role: azure.RepositoryWriter, dataActions: onRepositories("read", "write")},
	{Role: azure.RepositoryContributor, dataActions: onRepositories("read", "write", "delete")},
	{
		Role: azure.Role{
			Name: "Container Registry Repository Catalog Lister",
			GUID: "bfdb9389-c9a5-478a-bb2f-ba9ca092c3c7",
		},
		dataActions: []string{ofRegistries + "catalog/read"},
	},
	{
		Role: azure.DataImporter,
		actions: []string{
			ofRegistries + "importImage/action", ofRegistries + "read", ofRegistries + "pull/read",
		},
		dataActions: append(onRepositories("read"), ofRegistries+"catalog/read"),
	},
	{Role: azure.Owner, actions: []string{"*"}},
	{
		Role: azure.Contributor, actions: []string{"*"},
		notActions: []string{
			"Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write",
			"Microsoft.Authorization/elevateAccess/Action", "Microsoft.Blueprint/blueprintAssignments/write",
			"Microsoft.Blueprint/blueprintAssignments/delete",
			"Microsoft.Compute/galleries/share/action", "Microsoft.Purview/consents/write",
			"Microsoft.Purview/consents/delete",
		},
	},
	{
		Role:    azure.Role{Name: "Reader", GUID: "acdd72a7-3385-48ef-bd42-f606fba81ae7"},
		actions: []string{"*/read"},
	},
	{
		Role:    azure.UserAccessAdministrator,
		actions: []string{"*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"},
	},
	{
		Role: azure.AccessAdministrator,
		actions: []string{
			"Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleAssignments/delete",
			"*/read", "Microsoft.Support/*",
		},
	},
	{
		Role: azure.Role{Name: "Network Contributor", GUID: "4d97b98b-1d4f-4787-a291-c67834d212e7"},
		actions: append([]string{
			"Microsoft.Network/*", "Microsoft.ResourceHealth/availabilityStatuses/read",
		}, around...),
	},
	{
		Role: azure.Role{Name: "Private DNS Zone Contributor", GUID: "b12aa53e-6015-4669-85d0-8515ebb3ae7f"},
		actions: append([]string{
			"Microsoft.Network/privateDnsZones/*", "Microsoft.Network/privateDnsOperationResults/*",
			"Microsoft.Network/privateDnsOperationStatuses/*", "Microsoft.Network/virtualNetworks/read",
			"Microsoft.Network/virtualNetworks/join/action",
		}, around...),
	},
	{
		Role: azure.Role{Name: "Managed Identity Operator", GUID: "f1a07417-d97a-45cb-824c-7a7467783830"},
		actions: append([]string{
			ofIdentities + "*/read", ofIdentities + "*/assign/action",
		}, around...),
	},
	{
		Role: azure.Role{Name: "Key Vault Secrets User", GUID: "4633458b-17de-408a-b874-0445c86b69e6"},
		dataActions: []string{
			ofVaults + "secrets/getSecret/action", ofVaults + "secrets/readMetadata/action",
		},
	},
}

// onRepositories are the operations on what repositories hold and on what is known of it.
func onRepositories(verbs ...string) []string {
	var operations []string
	for _, verb := range verbs {
		operations = append(operations, ofRepositories+"content/"+verb, ofRepositories+"metadata/"+verb)
	}
	return operations
}

func (b builtIn) permission() armauthorization.Permission {
	return armauthorization.Permission{
		Actions: to.SliceOfPtrs(b.actions...), NotActions: to.SliceOfPtrs(b.notActions...),
		DataActions: to.SliceOfPtrs(b.dataActions...), NotDataActions: []*string{},
	}
}

// builtInBy is the role with the GUID, nil if Azure has none.
func builtInBy(guid string) *builtIn {
	return builtInThat(func(b builtIn) bool { return strings.EqualFold(b.GUID, guid) })
}

func builtInNamed(name string) *builtIn {
	return builtInThat(func(b builtIn) bool { return strings.EqualFold(b.Name, name) })
}

func builtInThat(is func(builtIn) bool) *builtIn {
	for _, b := range builtIns {
		if is(b) {
			return &b
		}
	}
	return nil
}

// givenRoles are the bodies of Azure's own roles, which each subscription knows under an id of its own.
func givenRoles(scope string) []engine.Body {
	bodies := make([]engine.Body, len(builtIns))
	for i, b := range builtIns {
		bodies[i] = engine.Body{
			"id":   engine.SubscriptionOf(scope) + "/providers/" + catalog.RoleDefinition.ARM + "/" + b.GUID,
			"name": b.GUID, "type": catalog.RoleDefinition.ARM,
			"properties": engine.Body{
				"roleName": b.Name, "type": builtInRole, "description": "", "assignableScopes": []any{"/"},
				"permissions": []any{engine.Body{
					"actions": texts(b.actions), "notActions": texts(b.notActions),
					"dataActions": texts(b.dataActions), "notDataActions": []any{},
				}},
			},
		}
	}
	return bodies
}

func texts(values []string) []any {
	list := make([]any, len(values))
	for i, value := range values {
		list[i] = value
	}
	return list
}
