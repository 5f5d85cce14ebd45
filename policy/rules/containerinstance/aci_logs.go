package containerinstance

import "private-acr/policy/rule"

var logs = rule.Rule{
	ID:       "aci-logs",
	Title:    "What a container group writes is kept in a workspace.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerGroup},
	Why: "Azure keeps a container's output and events only as long as the container: a restart, or the " +
		"replacement that nearly every change is, takes away what would explain it.",
	Fix: "Set diagnostics.logAnalytics with the workspaceId and the workspaceKey of a Log Analytics " +
		"workspace.",
	Link: "https://learn.microsoft.com/azure/container-instances/container-instances-log-analytics",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "41ebf9df-66cb-48e9-a8d0-98afb4e150ce"},
		{Catalog: rule.AzurePolicy, ID: "21c469fa-a887-4363-88a9-60bfd6911a15"},
		{Catalog: rule.AzurePolicy, ID: "85779c9a"},
	},
	Check: rule.MustHaveText("diagnostics.logAnalytics.workspaceId", "is not set"),
}
