package registry

import (
	"strings"

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
	locks := locksOf(s)
	answer := locks.elsewhere.And(rule.Unknown).Or(locks.onResource.of(registry))
	for _, group := range s.Sources(registry, registry.At("resourceGroupName"), rule.ResourceGroup) {
		answer = answer.Or(locks.onResource.of(group))
	}
	id, known := registry.At("id").Text()
	if known != rule.Yes {
		return answer.Or(locks.onAnyID.And(rule.Unknown))
	}
	steps := strings.Split(strings.ToLower(id), "/")
	for i := range steps {
		answer = answer.Or(locks.onID.of(strings.Join(steps[:i+1], "/")))
	}
	return answer
}

// locks are whether the locks of a stack keep from being deleted what they are on. Among the outputs of a lock
// only the id says what that is; in a preview there is only what a property was computed from.
type locks struct {
	// onID are by the id of what they are on, in lower case, and onAnyID is for all of these.
	onID    answers[string]
	onAnyID rule.Answer
	// onResource are by what a property was computed from. Each may be on something else as well, which is
	// what elsewhere is for.
	onResource answers[*rule.Resource]
	elsewhere  rule.Answer
}

// locksKey is the key of a stack's locks.
type locksKey struct{}

func locksOf(s *rule.Stack) locks {
	return rule.Once(s, locksKey{}, func() locks {
		all := locks{
			onID: answers[string]{}, onAnyID: rule.No,
			onResource: answers[*rule.Resource]{}, elsewhere: rule.No,
		}
		for _, lock := range s.All(rule.LockAtScope, rule.LockAtResource, rule.LockAtGroup, rule.LockAtSubscription) {
			all.add(s, lock)
		}
		return all
	})
}

func (l *locks) add(s *rule.Stack, lock *rule.Resource) {
	holds := lock.At("level").IsOneOf("CanNotDelete", "ReadOnly")
	id, _ := lock.At("id").Text()
	scope, _, isLock := strings.Cut(strings.ToLower(id), "/providers/microsoft.authorization/locks/")
	if isLock {
		l.onID.add(scope, holds)
		l.onAnyID = l.onAnyID.Or(holds)
		return
	}
	l.elsewhere = l.elsewhere.Or(holds)
	for _, on := range s.Sources(lock, lock.At(lockedBy[lock.Type]), rule.Registry, rule.ResourceGroup) {
		l.onResource.add(on, holds)
	}
}
