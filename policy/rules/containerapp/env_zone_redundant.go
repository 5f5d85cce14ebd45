package containerapp

import "private-acr/policy/rule"

var zoneRedundant = rule.Rule{
	ID:       "env-zone-redundant",
	Title:    "An environment is spread over availability zones.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ManagedEnvironment},
	Why: "All replicas of an app may lie in one zone otherwise, and be away together with it. It has to be " +
		"said when the environment is created, as Azure does not change it later.",
	Fix: "Set zoneRedundant to true, together with vnetConfiguration.infrastructureSubnetId, in a region " +
		"that has availability zones.",
	Link: "https://learn.microsoft.com/azure/reliability/reliability-azure-container-apps",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "42daa904"},
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.AvailabilityZone (AZR-000414)"},
	},
	Check: rule.MustBe("zoneRedundant", true, "is %s"),
}
