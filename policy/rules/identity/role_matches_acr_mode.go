package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var roleMatchesMode = rule.Rule{
	ID:       "role-matches-acr-mode",
	Title:    "The role that lets an identity pull is the one of the registry's mode.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.RoleAssignment},
	Why: "A registry with ABAC repository permissions does not honour AcrPull, and one without them does " +
		"not honour Container Registry Repository Reader: the grant is made, and every pull is refused.",
	Fix: "Set roleDefinitionId to Container Registry Repository Reader where the registry's " +
		"roleAssignmentMode is AbacRepositoryPermissions, and to AcrPull where it is not.",
	Link: "https://learn.microsoft.com/azure/container-registry/" +
		"container-registry-rbac-abac-repository-permissions",
	Check: rule.InStack(ofOtherMode),
}

// ofOtherMode finds a grant at a registry whose mode does not honour its role.
func ofOtherMode(s *rule.Stack, assignment *rule.Resource) []rule.Finding {
	scope := assignment.At("scope")
	registry, is := s.Referred(assignment, scope, rule.Registry)
	if registry == nil {
		return assignment.Undecided(is.And(hasRole(assignment, azure.Role.OnlyPulls)), scope)
	}
	mode := registry.At("roleAssignmentMode")
	abac := mode.Is(azure.ABACMode)
	broken := abac.And(hasRole(assignment, isRole(azure.PullRole(false)))).
		Or(abac.Not().And(hasRole(assignment, isRole(azure.PullRole(true)))))
	return assignment.When(broken, assignment.At("roleDefinitionId"),
		"gives %s, but roleAssignmentMode of %s is %s", roleName(assignment), registry, mode)
}

func isRole(wanted azure.Role) func(azure.Role) bool {
	return func(role azure.Role) bool { return role == wanted }
}
