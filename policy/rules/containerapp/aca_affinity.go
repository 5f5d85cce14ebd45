package containerapp

import "private-acr/policy/rule"

var affinity = rule.Rule{
	ID:       "aca-affinity",
	Title:    "A container app does not tie callers to a replica.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp},
	Why: "With sticky sessions some replicas are busy while new ones stay idle, and whatever a replica " +
		"kept for its callers is lost when it is scaled in.",
	Fix: "Leave configuration.ingress.stickySessions out, or set its affinity to none, and keep sessions " +
		"in a store that all replicas share.",
	Link: "https://learn.microsoft.com/azure/container-apps/sticky-sessions",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.DisableAffinity (AZR-000378)"},
	},
	Check: rule.MustNotBe("configuration.ingress.stickySessions.affinity", "sticky", "is %s"),
}
