package registry

import "private-acr/policy/rule"

var zoneRedundant = rule.Rule{
	ID:       "acr-zone-redundant",
	Title:    "The registry and its replications state zone redundancy.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry, rule.Replication},
	Why: "Azure now spreads every registry over the zones of its region and zoneRedundancy is a remnant " +
		"without effect, but auditors and Azure's own policy still read the property.",
	Fix: "Set zoneRedundancy to Enabled on new registries and replications in regions with zones; do not " +
		"replace an existing one for it, but disable or exempt this rule.",
	Link: "https://learn.microsoft.com/azure/container-registry/zone-redundancy",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "9d2b0a20"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_233"},
	},
	Check: rule.MustBe("zoneRedundancy", "Enabled", "is %s"),
}
