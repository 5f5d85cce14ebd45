package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
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
	for _, replication := range s.All(rule.Replication) {
		of := answer
		if registry != nil {
			of = replicates(s, replication, registry)
		}
		late.add(of.And(rule.Known(!s.After(e, replication))), replication.String())
	}
	return e.When(late.answer, e.Here(), "does not come after %s", late)
}
