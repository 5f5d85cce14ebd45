package catalog

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armlocks"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armpolicy"
)

var authorizationTypes = []Type{
	LockAtGroup, LockAtResource, LockAtScope, LockAtSubscription, PolicyAssignment, PolicyDefinition,
	PolicyExemption, PolicySetDefinition, RoleAssignment, RoleDefinition,
}

const (
	lockType    = "Microsoft.Authorization/locks"
	lockVersion = "2020-05-01"
	lockNoun    = "lock"
	lockPath    = "/providers/Microsoft.Authorization/locks/{lockName}"
	// Locks are no part of the platform: rules know them, to see what protects a registry.
	unnamed = "rules do not look at it, and nobody here makes one"

	policyVersion  = "2021-06-01"
	atSubscription = "/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/"
)

// lockModel is the body of all of them.
var lockModel = armlocks.ManagementLockObject{}

// The types of Microsoft.Authorization. azure-native has a resource for each way to say what a lock is on.
var (
	LockAtGroup = Type{
		ARM: lockType, Token: "authorization:ManagementLockAtResourceGroupLevel",
		APIVersion: lockVersion, Noun: lockNoun,
		Path:      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}" + lockPath,
		Extension: true, NoName: unnamed, Untagged: true, Model: lockModel,
	}
	LockAtResource = Type{
		ARM: lockType, Token: "authorization:ManagementLockAtResourceLevel",
		APIVersion: lockVersion, Noun: lockNoun,
		Path: inGroup + "{resourceProviderNamespace}/{parentResourcePath}/{resourceType}/{resourceName}" +
			lockPath,
		Extension: true, NoName: unnamed, Untagged: true, Model: lockModel,
	}
	LockAtScope = Type{
		ARM: lockType, Token: "authorization:ManagementLockByScope",
		APIVersion: lockVersion, Noun: lockNoun,
		Path:      "/{scope}" + lockPath,
		Extension: true, NoName: unnamed, Untagged: true, Model: lockModel,
	}
	LockAtSubscription = Type{
		ARM: lockType, Token: "authorization:ManagementLockAtSubscriptionLevel",
		APIVersion: lockVersion, Noun: lockNoun,
		Path:      "/subscriptions/{subscriptionId}" + lockPath,
		Extension: true, NoName: unnamed, Untagged: true, Model: lockModel,
	}
	PolicyAssignment = Type{
		ARM: "Microsoft.Authorization/policyAssignments", Token: "authorization:PolicyAssignment",
		APIVersion: "2022-06-01", Noun: "policy assignment",
		Path:      "/{scope}/providers/Microsoft.Authorization/policyAssignments/{policyAssignmentName}",
		Extension: true, NoName: unnamed, Untagged: true, Location: RegionalIfGiven,
		Model: armpolicy.Assignment{},
	}
	PolicyDefinition = Type{
		ARM: "Microsoft.Authorization/policyDefinitions", Token: "authorization:PolicyDefinition",
		APIVersion: policyVersion, Noun: "policy definition",
		Path:   atSubscription + "policyDefinitions/{policyDefinitionName}",
		NoName: unnamed, Untagged: true,
		Model: armpolicy.Definition{},
	}
	PolicyExemption = Type{
		ARM: "Microsoft.Authorization/policyExemptions", Token: "authorization:PolicyExemption",
		APIVersion: "2022-07-01-preview", Noun: "policy exemption",
		Path:      "/{scope}/providers/Microsoft.Authorization/policyExemptions/{policyExemptionName}",
		Extension: true, NoName: unnamed, Untagged: true,
		Model: armpolicy.Exemption{},
	}
	PolicySetDefinition = Type{
		ARM: "Microsoft.Authorization/policySetDefinitions", Token: "authorization:PolicySetDefinition",
		APIVersion: policyVersion, Noun: "policy set definition",
		Path:   atSubscription + "policySetDefinitions/{policySetDefinitionName}",
		NoName: unnamed, Untagged: true,
		Model: armpolicy.SetDefinition{},
	}
	RoleAssignment = Type{
		ARM: "Microsoft.Authorization/roleAssignments", Token: "authorization:RoleAssignment",
		APIVersion: "2022-04-01", Noun: "role assignment",
		Path:      "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
		Extension: true,
		Naming:    GUID, NoName: "a GUID",
		ReplaceOn: []string{"principalId"}, ReplaceSource: replaceInProvider,
		Untagged: true,
		Model:    armauthorization.RoleAssignment{},
	}
	RoleDefinition = Type{
		ARM: "Microsoft.Authorization/roleDefinitions", Token: "authorization:RoleDefinition",
		APIVersion: "2022-05-01-preview", Noun: "role definition",
		Path:      "/{scope}/providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId}",
		Extension: true,
		Naming:    GUID, NoName: "a GUID",
		Untagged: true,
		Model:    armauthorization.RoleDefinition{},
	}
)
