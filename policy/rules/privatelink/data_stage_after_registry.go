package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var dataStageAfterRegistry = rule.Rule{
	ID:       "data-stage-after-registry",
	Title:    "Private endpoints of data endpoints follow the registry, its own endpoint and zone group.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.PrivateEndpoint},
	Why: "A registry offers the groups of its data endpoints only some time after it is there, and takes " +
		"one endpoint at a time: one that comes too early is refused " +
		"(InvalidPrivateEndpointConnectionRequestParameters).",
	Fix: "Take privateLinkServiceId from the registry's id, and let the endpoint depend on the zone group " +
		`of the endpoint with groupIds ["registry"].`,
	Link: linkEndpoints,
	Check: rule.InStack(func(s *rule.Stack, e *rule.Resource) []rule.Finding {
		registry, answer := endpoint.Registry(s, e)
		isData := groupIs(e, isDataGroup)
		if registry == nil {
			return e.Undecided(answer.And(isData), e.Here())
		}
		early := isData.And(rule.Known(!s.After(e, registry)))
		earlier := isData.And(afterFirst(s, e, registry).Not())
		return append(
			e.When(early, e.Here(), "does not come after %s", registry),
			e.When(earlier, e.Here(), "does not come after an endpoint of group "+
				"\"registry\" that leads to %s, and the zone group of that", registry)...,
		)
	}),
}

// afterFirst answers whether the endpoint comes after one of group "registry" and its zone group.
func afterFirst(s *rule.Stack, e, registry *rule.Resource) rule.Answer {
	endpoints, known := endpoint.To(s, registry)
	answer := known.Then(rule.No)
	for _, first := range endpoints {
		groups, complete := endpoint.ZoneGroups(s, first)
		after := complete.And(rule.Known(s.After(e, first)))
		for _, group := range groups {
			after = after.And(rule.Known(s.After(e, group)))
		}
		answer = answer.Or(after.And(groupIs(first, isRegistryGroup)))
	}
	return answer
}
