package endpoint

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// OfZoneGroup is the endpoint of the stack whose zone group it is. The answer is no, without one, for an
// endpoint outside of the stack. The outputs of a zone group name its endpoint in nothing but the id.
func OfZoneGroup(s *rule.Stack, group *rule.Resource) (*rule.Resource, rule.Answer) {
	sources := s.Sources(group, group.At("privateEndpointName"), rule.PrivateEndpoint)
	if len(sources) == 1 {
		return sources[0], rule.Yes
	}
	id, known := group.At("id").Text()
	answer := known.Then(rule.No)
	for _, endpoint := range s.All(rule.PrivateEndpoint) {
		is := endpoint.At("id").Like(func(outer string) bool { return azure.Within(id, outer) })
		if is == rule.Yes {
			return endpoint, rule.Yes
		}
		answer = answer.Or(is)
	}
	return nil, answer
}
