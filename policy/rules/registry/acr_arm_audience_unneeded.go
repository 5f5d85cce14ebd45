package registry

import (
	"strings"

	"private-acr/policy/rule"
)

var armAudienceUnneeded = rule.Rule{
	ID:       "acr-arm-audience-unneeded",
	Title:    "A registry that no workload pulls from with an identity refuses tokens for Resource Manager.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry},
	Why: "A token for Resource Manager is good for all of Azure; a registry that takes it lets a token " +
		"that was stolen elsewhere pull images. Container Apps and App Service need that, and whether " +
		"container groups do without Azure does not say.",
	Fix: "Set policies.azureADAuthenticationAsArmPolicy.status to disabled, unless consumers outside of " +
		"this program pull with an identity.",
	Link: armAudienceLink,
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "42781ec6-6127-4c30-bdfa-fb423a0047d3"},
		{Catalog: rule.AzurePolicy, ID: "785596ed-054f-41bc-aaec-7f3d0ba05725"},
	},
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		tokens := status(registry, armAudience)
		needed := pulledWithIdentity(s, registry).Or(appService(s))
		return registry.When(tokens.Is("disabled").Not().And(needed.Not()), tokens,
			"is %s, but nothing in the stack pulls from the registry with an identity", tokens)
	}),
}

// appService answers whether the stack has a web app that runs containers. From which registry it pulls is
// not looked at: advice that breaks a pull is worse than none.
func appService(s *rule.Stack) rule.Answer {
	answer := rule.No
	for _, app := range s.All("web:WebApp", "web:WebAppSlot") {
		answer = answer.Or(app.At("kind").Like(func(kind string) bool {
			return strings.Contains(kind, "container")
		}))
	}
	return answer
}
