package registry

import "private-acr/policy/rule"

var publicNetworkDisabled = rule.Rule{
	ID:       "acr-public-network-disabled",
	Title:    "The registry cannot be reached over the public network.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "Azure leaves public access on where nothing is said, with or without a private endpoint: a " +
		"leaked credential then works from anywhere in the world.",
	Fix: "Set publicNetworkAccess to Disabled and networkRuleSet.defaultAction to Deny, and reach the " +
		"registry through a private endpoint.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "0fdf0491-d080-4575-b627-ad0e843cba0f"},
		{Catalog: rule.AzurePolicy, ID: "a3701552-92ea-433e-9d17-33b7f1208fc9"},
		{Catalog: rule.PSRule, ID: "Azure.ACR.Firewall (AZR-000402)"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_139"},
		{Catalog: rule.Prowler, ID: "containerregistry_not_publicly_accessible"},
		{Catalog: rule.MCSB, ID: "NS-2"},
		{Catalog: rule.CIS, ID: "10.7"},
		{Catalog: rule.CIS, ID: "13.1"},
		{Catalog: rule.CIS, ID: "13.3"},
		{Catalog: rule.CIS, ID: "18.4"},
	},
	Check: rule.MustBe("publicNetworkAccess", "Disabled",
		"is %s, so that the internet reaches the registry"),
}
