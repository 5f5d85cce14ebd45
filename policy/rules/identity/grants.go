package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// hasRole answers whether an assignment's role is one for which the test holds.
func hasRole(assignment *rule.Resource, test func(azure.Role) bool) rule.Answer {
	return assignment.At("roleDefinitionId").Like(func(id string) bool {
		return test(azure.ParseRole(id))
	})
}

// roleName is the name of an assignment's role, of those that matter to registries.
func roleName(assignment *rule.Resource) string {
	id, _ := assignment.At("roleDefinitionId").Text()
	return azure.ParseRole(id).Name
}
