package registry

import "private-acr/policy/rule"

var retention = rule.Rule{
	ID:       "acr-retention",
	Title:    "The registry purges untagged manifests after some days.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry},
	Why: "Every push to a tag that exists leaves the old manifest behind without one: nobody finds it, " +
		"whoever has its digest can still pull it with all its flaws, and it is paid for.",
	Fix: "Set policies.retentionPolicy.status to enabled and policies.retentionPolicy.days to the days " +
		"that a rollback by digest may need.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-retention-policy",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ACR.Retention (AZR-000010)"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_167"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		purges := status(r, "retentionPolicy")
		// Azure takes only one of the two policies, and soft delete purges as well.
		soft := status(r, "softDeletePolicy").Is("enabled")
		broken := purges.Is("enabled").Or(soft).Not()
		return r.When(broken, purges, "is %s", purges)
	}),
}
