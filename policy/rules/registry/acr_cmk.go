package registry

import "private-acr/policy/rule"

var customerManagedKey = rule.Rule{
	ID:       "acr-cmk",
	Title:    "The registry is encrypted with a key of your own.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Disabled),
	Types:    []rule.Type{rule.Registry},
	Why: "Azure encrypts every registry with keys of its own. Some regulations ask for a key that you " +
		"can take away; without access to it the registry stops, so that nobody should have one unasked.",
	Fix: "Set encryption.status to enabled and encryption.keyVaultProperties to the key and an identity " +
		"that may use it, when the registry is created.",
	Link: "https://learn.microsoft.com/azure/container-registry/tutorial-customer-managed-keys",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "5b9159ae-1701-4a6f-9a7a-aa9c8ddd0580"},
		{Catalog: rule.MCSB, ID: "DP-5"},
	},
	Check: rule.MustBe("encryption.status", "enabled", "is %s"),
}
