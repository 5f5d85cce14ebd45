// Package replica sees replications by the registry that they are of.
package replica

import "private-acr/policy/rule"

// Of are the stack's replications of the registry. The answer is unknown where there may be more.
func Of(s *rule.Stack, registry *rule.Resource) ([]*rule.Resource, rule.Answer) {
	return ByRegistry(s).Of(registry)
}

// ByRegistry are the stack's replications by registry.
func ByRegistry(s *rule.Stack) *rule.Groups {
	return rule.GroupBy(s, ofRegistries{}, Registry, rule.Replication)
}

// Registry is the registry of the stack that the replication is of. The answer is no, without one, for a
// registry outside of the stack.
func Registry(s *rule.Stack, replication *rule.Resource) (*rule.Resource, rule.Answer) {
	return s.ARMParent(replication, "registryName", rule.Registry)
}

// ofRegistries is the key of the stack's replications by registry.
type ofRegistries struct{}
