package registry

import "private-acr/policy/rule"

// public answers whether the registry can be reached over the internet. That is so where nothing is said.
func public(registry *rule.Resource) rule.Answer {
	return registry.At("publicNetworkAccess").Is("Disabled").Not()
}

// restricted answers whether the registry turns away whom no private endpoint and no rule lets in: only then
// does it matter that Azure's own services may come past its rules.
func restricted(registry *rule.Resource) rule.Answer {
	denies := registry.At("networkRuleSet", "defaultAction").Is("Deny")
	return public(registry).Not().Or(denies)
}
