package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
	"private-acr/policy/rules/replica"
)

var afterReplications = rule.Rule{
	ID:       "pe-after-replications",
	Title:    "A registry's private endpoints come after all of its replications.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.PrivateEndpoint},
	Why: "Each replication changes the private link of its registry: Azure refuses an endpoint that is " +
		"made at the same time, and a first deployment fails by chance.",
	Fix:   "Let the private endpoint depend on every replication of the registry, with the option dependsOn.",
	Link:  linkEndpoints,
	Check: rule.InStack(tooEarly),
}

// tooEarly finds the replications that an endpoint does not come after.
func tooEarly(s *rule.Stack, e *rule.Resource) []rule.Finding {
	registry, answer := endpoint.Registry(s, e)
	late := newCollector()
	if registry == nil {
		late.addLate(s, e, answer, s.All(rule.Replication))
	} else {
		replicas := replica.ByRegistry(s)
		own, _ := replicas.Of(registry)
		late.addLate(s, e, rule.Yes, own)
		late.addLate(s, e, rule.Unknown, replicas.Unresolved)
	}
	return e.When(late.answer, e.Here(), "does not come after %s", late)
}

// addLate adds the replications that the endpoint does not come after. Whether they concern it is the answer.
func (c *collector) addLate(
	s *rule.Stack, e *rule.Resource, concern rule.Answer, replications []*rule.Resource,
) {
	if concern == rule.No {
		return
	}
	for _, replication := range replications {
		c.add(concern.And(rule.Known(!s.After(e, replication))), replication.String())
	}
}
