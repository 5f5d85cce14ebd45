package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var principalType = rule.Rule{
	ID:       "role-principal-type",
	Title:    "Grants at registries say that the principal is a service principal.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.RoleAssignment},
	Why: "Only for a service principal does Azure not look up a principal that is so new that Entra may " +
		"not have it everywhere (PrincipalNotFound); azure-native says User where a program says " +
		"nothing, and for an identity Azure refuses that (UnmatchedPrincipalType).",
	Fix:  "Set principalType to ServicePrincipal; grant people the role through a group.",
	Link: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		// The default is that of azure-native's schema.
		given := r.At("principalType").Or("User")
		broken := hasRole(r, azure.Role.OfRegistries).And(given.Is("User"))
		return r.When(broken, given, "is %s, but an identity is a service principal", given)
	}),
}
