// Package tiny is for the tests of package mutation: each function has one kind of mutant or a few.
package tiny

import "private-acr/policy/rule"

// Admin has a rule's shape, so that only the tests of that rule run on its mutants.
var Admin = rule.Rule{
	ID:    "tiny-admin",
	Types: []rule.Type{rule.Registry, rule.Token},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		enabled := r.At("adminUserEnabled").Or(false)
		return r.When(enabled.Is(true), enabled, "is %s", enabled)
	}),
}
