package registry

import "private-acr/policy/rule"

var protected = rule.Rule{
	ID:       "acr-protected",
	Title:    "The registry is protected from being deleted.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Development: rule.Advisory, Production: rule.Mandatory},
	Types:    []rule.Type{rule.Registry},
	Why: "A deleted registry takes every image with it and cannot be restored, and its name is free for " +
		"others to take. A property that forces a replacement is enough to delete it.",
	Fix: "Give the registry the resource option protect, or add a management lock of level CanNotDelete " +
		"on it or on its resource group.",
	Link: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
	Sources: []rule.Source{
		{Catalog: rule.KICS, ID: "a187ac47"},
	},
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		kept := rule.Known(registry.Protect).Or(locked(s, registry))
		return registry.When(kept.Not(), registry.Here(), "is neither protected nor locked")
	}),
}
