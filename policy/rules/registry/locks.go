package registry

import (
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// lockedBy is the property that names what a lock of the type is on.
var lockedBy = map[rule.Type]string{
	rule.LockAtScope:        "scope",
	rule.LockAtResource:     "resourceName",
	rule.LockAtGroup:        "resourceGroupName",
	rule.LockAtSubscription: "",
}

// locked answers whether a lock of the stack keeps the registry from being deleted.
func locked(s *rule.Stack, registry *rule.Resource) rule.Answer {
	answer := rule.No
	locks := s.All(rule.LockAtScope, rule.LockAtResource, rule.LockAtGroup, rule.LockAtSubscription)
	for _, lock := range locks {
		holds := lock.At("level").IsOneOf("CanNotDelete", "ReadOnly")
		answer = answer.Or(holds.And(isOn(s, lock, registry)))
	}
	return answer
}

// isOn answers whether the lock is on the registry or on what the registry lies in. Among the outputs of a
// lock only the id says what it is on; in a preview there is only what that was computed from.
func isOn(s *rule.Stack, lock, registry *rule.Resource) rule.Answer {
	id, _ := lock.At("id").Text()
	scope, _, isLock := strings.Cut(strings.ToLower(id), "/providers/microsoft.authorization/locks/")
	if isLock {
		own := registry.At("id")
		return own.Exists().Then(own.Like(func(id string) bool { return azure.Within(id, scope) }))
	}
	groups := s.Sources(registry, registry.At("resourceGroupName"), rule.ResourceGroup)
	target := lock.At(lockedBy[lock.Type])
	for _, on := range s.Sources(lock, target, rule.Registry, rule.ResourceGroup) {
		if on == registry || slices.Contains(groups, on) {
			return rule.Yes
		}
	}
	return rule.Unknown
}
