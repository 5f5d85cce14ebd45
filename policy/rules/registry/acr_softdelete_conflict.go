package registry

import "private-acr/policy/rule"

var softDeleteConflict = rule.Rule{
	ID:       "acr-softdelete-conflict",
	Title:    "Soft delete is on only in registries without replications and without retention.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "Soft delete supports neither a registry with replications nor one with a retention policy: " +
		"Azure refuses the second of the two, half-way through an update.",
	Fix: "Set policies.softDeletePolicy.status to disabled, or do without replications and set " +
		"policies.retentionPolicy.status to disabled.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-soft-delete-policy",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ACR.SoftDelete (AZR-000310)"},
	},
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		soft := status(registry, "softDeletePolicy")
		retains := status(registry, "retentionPolicy").Is("enabled")
		return append(
			registry.When(soft.Is("enabled").And(retains), soft, "is %s, and so is retentionPolicy", soft),
			registry.When(soft.Is("enabled").And(replicated(s, registry)), soft,
				"is %s, but the registry has a replication", soft)...,
		)
	}),
}
