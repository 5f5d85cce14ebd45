package registry

import "private-acr/policy/rule"

// armAudience is the policy on tokens that were made for Resource Manager.
const armAudience = "azureADAuthenticationAsArmPolicy"

// armAudienceLink is Azure's page on it.
const armAudienceLink = "https://learn.microsoft.com/azure/container-registry/" +
	"container-registry-disable-authentication-as-arm"

// armAudienceConflict is why a registry that apps pull from cannot do as Azure's built-in policies want.
const armAudienceConflict = "The policy wants tokens for Resource Manager refused on every registry; " +
	"Container Apps log in with no others, so a registry that an app or a job pulls from has to be " +
	"exempt."

var armAudienceConsistent = rule.Rule{
	ID:       "acr-arm-audience-consistent",
	Title:    "A registry that apps or jobs pull from with an identity takes tokens for Resource Manager.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "Container Apps log in to a registry with a token for Resource Manager. One that refuses these " +
		"answers UNAUTHORIZED, which looks as if the grant of AcrPull were missing.",
	Fix: "Set policies.azureADAuthenticationAsArmPolicy.status to enabled, and exempt the registry from " +
		"the assignment of Azure Policy 42781ec6 or 785596ed that wants it disabled.",
	Link: armAudienceLink,
	Sources: []rule.Source{
		{
			Catalog: rule.AzurePolicy, ID: "42781ec6-6127-4c30-bdfa-fb423a0047d3",
			Conflict: armAudienceConflict,
		},
		{
			Catalog: rule.AzurePolicy, ID: "785596ed-054f-41bc-aaec-7f3d0ba05725",
			Conflict: armAudienceConflict,
		},
	},
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		tokens := status(registry, armAudience)
		broken := tokens.Is("disabled").And(pulledWithARMToken(s, registry))
		return registry.When(broken, tokens,
			"is %s, but a container app or a job pulls from the registry with an identity", tokens)
	}),
}
