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
	Fix:  "Let the private endpoint depend on every replication of the registry, with the option dependsOn.",
	Link: linkEndpoints,
	Stack: func(s *rule.Stack, _ rule.Settings) []rule.Finding {
		var findings []rule.Finding
		for _, e := range s.All(rule.PrivateEndpoint) {
			findings = append(findings, judgeOrder(s, e)...)
		}
		return findings
	},
}

func judgeOrder(s *rule.Stack, e *rule.Resource) []rule.Finding {
	registry, answer := endpoint.Registry(s, e)
	late := newTally()
	if registry == nil {
		late.addLate(s, e, answer, s.All(rule.Replication))
	} else {
		replicas := replica.Sorted(s)
		of, _ := replicas.Of(registry)
		late.addLate(s, e, rule.Yes, of)
		late.addLate(s, e, rule.Unknown, replicas.Vague)
	}
	return e.When(late.answer, e.Here(), "does not come after %s", late)
}

// addLate counts the replications in, which concern the endpoint, that it does not come after.
func (t *tally) addLate(s *rule.Stack, e *rule.Resource, concern rule.Answer, replications []*rule.Resource) {
	if concern == rule.No {
		return
	}
	for _, replication := range replications {
		t.add(concern.And(rule.Known(!s.After(e, replication))), replication.String())
	}
}
