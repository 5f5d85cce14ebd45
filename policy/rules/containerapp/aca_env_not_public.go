package containerapp

import "private-acr/policy/rule"

var envNotPublic = rule.Rule{
	ID:       "aca-env-not-public",
	Title:    "An environment cannot be reached from the internet.",
	Severity: rule.High,
	Levels:   rule.Levels{Development: rule.Advisory, Production: rule.Mandatory},
	Types:    []rule.Type{rule.ManagedEnvironment},
	Why: "An environment that is not internal has a public address, at which whoever finds it reaches " +
		"every app with external ingress, now or after the next change.",
	Fix: "Set vnetConfiguration.internal to true, or publicNetworkAccess to Disabled and reach the apps " +
		"through a private endpoint.",
	Link: "https://learn.microsoft.com/azure/container-apps/networking",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "d074ddf8-01a5-4b5e-a2b8-964aed452c0a"},
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.PublicAccess (AZR-000363)"},
		{Catalog: rule.MCSB, ID: "NS-2"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		internal := r.At("vnetConfiguration", "internal")
		closed := internal.Is(true).Or(r.At("publicNetworkAccess").Is("Disabled"))
		return r.When(closed.Not(), internal, "is %s, so that the environment has a public address", internal)
	}),
}
