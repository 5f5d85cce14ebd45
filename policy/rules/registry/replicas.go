package registry

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// replicated answers whether a replication of the stack is one of the registry.
func replicated(s *rule.Stack, registry *rule.Resource) rule.Answer {
	answer := rule.No
	for _, replication := range s.All(rule.Replication) {
		answer = answer.Or(replicates(s, replication, registry))
	}
	return answer
}

// replicates answers whether the replication is one of the registry. Among the outputs of a replication only
// the id says so; what its registryName was computed from says so already in a preview.
func replicates(s *rule.Stack, replication, registry *rule.Resource) rule.Answer {
	from := s.Sources(replication, replication.At("registryName"), rule.Registry)
	if len(from) == 1 {
		return rule.Known(from[0] == registry)
	}
	own := registry.At("id")
	return own.Exists().And(replication.At("id").Exists()).Then(own.Like(func(outer string) bool {
		inner, _ := replication.At("id").Text()
		return azure.Within(inner, outer)
	}))
}
