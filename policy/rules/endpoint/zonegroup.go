package endpoint

import "private-acr/policy/rule"

// OfZoneGroup is the endpoint of the stack whose zone group it is. The answer is no, without one, for an
// endpoint outside of the stack. The outputs of a zone group name its endpoint in nothing but the id.
func OfZoneGroup(s *rule.Stack, group *rule.Resource) (*rule.Resource, rule.Answer) {
	return s.ARMParent(group, "privateEndpointName", rule.PrivateEndpoint)
}

// ZoneGroups are the stack's zone groups of the endpoint. The answer is unknown where there may be more.
func ZoneGroups(s *rule.Stack, endpoint *rule.Resource) ([]*rule.Resource, rule.Answer) {
	return ZoneGroupsByEndpoint(s).Of(endpoint)
}

// ZoneGroupsByEndpoint are the stack's zone groups by endpoint.
func ZoneGroupsByEndpoint(s *rule.Stack) *rule.Groups {
	return rule.GroupBy(s, ofEndpoints{}, OfZoneGroup, rule.ZoneGroup)
}

// ofEndpoints is the key of the stack's zone groups by endpoint.
type ofEndpoints struct{}
