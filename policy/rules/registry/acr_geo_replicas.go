package registry

import "private-acr/policy/rule"

var geoReplicas = rule.Rule{
	ID:       "acr-geo-replicas",
	Title:    "The registry has a replication in another region.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Disabled),
	Types:    []rule.Type{rule.Registry},
	Why: "Where the registry's only region fails, nothing that has to pull an image starts, in any " +
		"region. A replication costs as much as the registry, and an address in every endpoint's subnet, " +
		"so that only workloads in several regions need the rule.",
	Fix:  "Add a replication of the registry in another region, and make private endpoints depend on it.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ACR.GeoReplica (AZR-000004)"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_165"},
	},
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		return registry.When(replicated(s, registry).Not(), registry.Here(),
			"has no replication in the stack")
	}),
}
