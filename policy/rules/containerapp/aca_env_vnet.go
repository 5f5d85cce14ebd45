package containerapp

import "private-acr/policy/rule"

var envVnet = rule.Rule{
	ID:       "aca-env-vnet",
	Title:    "An environment lies in a subnet of your own virtual network.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.ManagedEnvironment},
	Why: "The network that Azure builds for an environment without a subnet cannot be linked to a private " +
		"DNS zone: its apps find a registry at the public address alone, which refuses them when public " +
		"access is off.",
	Fix: "Set vnetConfiguration.infrastructureSubnetId to the id of a subnet that is delegated to " +
		"Microsoft.App/environments.",
	Link: "https://learn.microsoft.com/azure/container-apps/custom-virtual-networks",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "8b346db6-85af-419b-8557-92cee2c0f9bb"},
	},
	Check: rule.MustHaveText("vnetConfiguration.infrastructureSubnetId",
		"is %s, so that it lies in no virtual network of yours"),
}
