package registry

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/replica"
)

// replicated answers whether a replication of the stack is one of the registry.
func replicated(s *rule.Stack, registry *rule.Resource) rule.Answer {
	replicas, known := replica.Of(s, registry)
	return rule.Known(len(replicas) > 0).Or(known.Then(rule.No))
}
