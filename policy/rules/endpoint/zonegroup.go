package endpoint

import "private-acr/policy/rule"

// OfZoneGroup is the endpoint of the stack whose zone group it is. The answer is no, without one, for an
// endpoint outside of the stack. The outputs of a zone group name its endpoint in nothing but the id.
func OfZoneGroup(s *rule.Stack, group *rule.Resource) (*rule.Resource, rule.Answer) {
	return s.Holder(group, "privateEndpointName", rule.PrivateEndpoint)
}

// ZoneGroups are the stack's zone groups of the endpoint. The answer is unknown where there may be more.
func ZoneGroups(s *rule.Stack, endpoint *rule.Resource) ([]*rule.Resource, rule.Answer) {
	return SortedZoneGroups(s).Of(endpoint)
}

// SortedZoneGroups are the stack's zone groups by endpoint.
func SortedZoneGroups(s *rule.Stack) *rule.Sorted {
	return rule.Sort(s, ofEndpoints{}, OfZoneGroup, rule.ZoneGroup)
}

// ofEndpoints is the key of the stack's zone groups by endpoint.
type ofEndpoints struct{}
