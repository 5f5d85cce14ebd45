package identity

import (
	"strings"

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
func grantsByIdentity(s *rule.Stack) *rule.Sorted {
	return rule.Sort(s, toIdentities{}, grantedTo, rule.RoleAssignment)
}

// grantedTo is the identity of the stack that an assignment is to. The answer is no, without one, for a
// principal that is none of them.
func grantedTo(s *rule.Stack, assignment *rule.Resource) (*rule.Resource, rule.Answer) {
	principal := assignment.At("principalId")
	text, given := principal.Text()
	if given != rule.Yes {
		sources := s.Sources(assignment, principal, rule.Identity)
		if len(sources) != 1 {
			return nil, rule.Unknown
		}
		return sources[0], rule.Yes
	}
	principals := principalsOf(s)
	if identity := principals.identities[strings.ToLower(text)]; identity != nil {
		return identity, rule.Yes
	}
	return nil, principals.known.Then(rule.No)
}

// principals are the stack's identities by the id of their service principal.
type principals struct {
	identities map[string]*rule.Resource
	// known is unknown where the principal of some identity is.
	known rule.Answer
}

type principalsKey struct{}

func principalsOf(s *rule.Stack) principals {
	return rule.Once(s, principalsKey{}, func() principals {
		found := principals{identities: map[string]*rule.Resource{}, known: rule.Yes}
		for _, identity := range s.All(rule.Identity) {
			principal, known := identity.At("principalId").Text()
			if known != rule.Yes {
				found.known = rule.Unknown
				continue
			}
			found.identities[strings.ToLower(principal)] = identity
		}
		return found
	})
}
