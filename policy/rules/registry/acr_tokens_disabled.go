package registry

import "private-acr/policy/rule"

var allowedTokens = rule.Setting[[]string]{
	Name: "allowed", Default: []string{},
	Doc: "The names in Azure of the tokens and scope maps that are wanted.",
}

var tokensDisabled = rule.Rule{
	ID:       "acr-tokens-disabled",
	Title:    "The registry has no tokens and scope maps but those that are allowed.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Token, rule.ScopeMap},
	Why: "A token is a user outside of Entra with two passwords that never expire by themselves; a scope " +
		"map is what it may do. No conditional access applies to it, and it outlives whoever was given a " +
		"password.",
	Fix: "Remove the token and its scope map and grant a managed identity instead, set the token's " +
		"status to disabled, or list its tokenName or scopeMapName in this rule's setting allowed.",
	Link: "https://learn.microsoft.com/azure/container-registry/" +
		"container-registry-token-based-repository-permissions",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "ff05e24e-195c-447e-b322-5e90c9f9f366"},
		{Catalog: rule.AzurePolicy, ID: "a9b426fe-8856-4945-8600-18c5dd1cca2a"},
	},
	Check: rule.OnResourceWith(allowedTokens, func(r *rule.Resource, allowed []string) []rule.Finding {
		if r.Type == rule.ScopeMap {
			wanted := r.At("scopeMapName").IsOneOf(allowed...)
			return r.When(wanted.Not(), r.Here(), "is for tokens and not allowed")
		}
		works := r.At("status")
		wanted := works.Is("disabled").Or(r.At("tokenName").IsOneOf(allowed...))
		return r.When(wanted.Not(), works, "is %s, though the token is not allowed", works)
	}),
}
