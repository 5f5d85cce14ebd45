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

// toIdentities is the key of the stack's role assignments by identity.
type toIdentities struct{}

// grantsByIdentity are the stack's role assignments by the identity that they are to.
func grantsByIdentity(s *rule.Stack) *rule.Groups {
	return rule.GroupBy(s, toIdentities{}, grantedTo, rule.RoleAssignment)
}

// grantedTo is the identity of the stack that an assignment is to. The answer is no, without one, for a
// principal that is none of them.
func grantedTo(s *rule.Stack, assignment *rule.Resource) (*rule.Resource, rule.Answer) {
	return s.Matching(assignment, assignment.At("principalId"), rule.Identity, "principalId")
}
