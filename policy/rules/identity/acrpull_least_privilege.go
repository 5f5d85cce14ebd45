package identity

import (
	"slices"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var allowedRoles = rule.Setting[[]string]{
	Name: "allowedRoles", Default: []string{},
	Doc: `Names of further roles that may be granted at a registry, such as "AcrPush" for what ` +
		`builds images.`,
}

var leastPrivilege = rule.Rule{
	ID:       "acrpull-least-privilege",
	Title:    "Grants at a registry are for pulling, and grants for pulling are at one registry.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.RoleAssignment},
	Why: "Whoever breaks into a container acts with its identity: with more than AcrPull they can " +
		"replace the images that every other consumer runs, and with a wider scope reach registries that " +
		"come later.",
	Fix: "Set scope to the registry's id and roleDefinitionId to that of AcrPull, or of Container " +
		"Registry Repository Reader where the registry uses ABAC; for what is meant to push, name the " +
		"role in allowedRoles.",
	Link: "https://learn.microsoft.com/azure/container-registry/" +
		"container-registry-rbac-built-in-roles-overview",
	Check: rule.OnResourceWith(allowedRoles, func(r *rule.Resource, allowed []string) []rule.Finding {
		broad := func(role azure.Role) bool { return role.DoesMore() && !slices.Contains(allowed, role.Name) }
		scope, toService := r.At("scope"), toPeople(r).Not()
		tooWide := hasRole(r, azure.Role.OfRegistries).And(isRegistry(scope).Not()).And(toService)
		tooMuch := hasRole(r, broad).And(isRegistry(scope)).And(toService)
		return append(
			r.When(tooWide, scope, "is %s, which is not one registry", scope),
			r.When(tooMuch, r.At("roleDefinitionId"), "gives %s, which is more than pulling", roleName(r))...,
		)
	}),
}

// toPeople answers whether somebody is granted a role who is no identity, and does not pull for a consumer.
func toPeople(assignment *rule.Resource) rule.Answer {
	return assignment.At("principalType").IsOneOf("User", "Group", "ForeignGroup")
}

func isRegistry(v rule.Value) rule.Answer {
	return v.Like(func(id string) bool {
		_, err := azure.ParseID(azure.TypeRegistry, id)
		return err == nil
	})
}
