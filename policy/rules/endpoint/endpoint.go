// Package endpoint sees private endpoints by what they lead to.
package endpoint

import (
	"slices"

	"private-acr/policy/rule"
)

// Connections are an endpoint's connections, those that somebody has to approve by hand included. The answer
// is that of [rule.Value.Items].
func Connections(endpoint *rule.Resource) ([]rule.Value, rule.Answer) {
	automatic, known := endpoint.At("privateLinkServiceConnections").Items()
	manual, knownManual := endpoint.At("manualPrivateLinkServiceConnections").Items()
	all := slices.Concat(automatic, manual)
	// Azure takes one connection an endpoint: where one can be seen, there is no other.
	return all, known.And(knownManual).Or(rule.Known(len(all) > 0))
}

// Registry is the registry of the stack that the endpoint leads to. The answer is no, without one, where it
// leads to something else.
func Registry(s *rule.Stack, endpoint *rule.Resource) (*rule.Resource, rule.Answer) {
	connections, known := Connections(endpoint)
	answer := known.Then(rule.No)
	for _, connection := range connections {
		target, is := s.Referred(endpoint, connection.At("privateLinkServiceId"), rule.Registry)
		if is == rule.Yes {
			return target, rule.Yes
		}
		answer = answer.Or(is.And(ToRegistry(connection)))
	}
	return nil, answer
}

// To are the stack's endpoints that lead to the registry. The answer is unknown where there may be more.
func To(s *rule.Stack, registry *rule.Resource) ([]*rule.Resource, rule.Answer) {
	return ByRegistry(s).Of(registry)
}

// ByRegistry are the stack's endpoints by the registry that they lead to.
func ByRegistry(s *rule.Stack) *rule.Groups {
	return rule.GroupBy(s, toRegistries{}, Registry, rule.PrivateEndpoint)
}

// toRegistries is the key of the stack's endpoints by registry.
type toRegistries struct{}

// LeadsTo answers whether an endpoint of the stack leads to the registry.
func LeadsTo(s *rule.Stack, registry *rule.Resource) rule.Answer {
	endpoints, known := To(s, registry)
	if len(endpoints) > 0 {
		return rule.Yes
	}
	return known.Then(rule.No)
}
