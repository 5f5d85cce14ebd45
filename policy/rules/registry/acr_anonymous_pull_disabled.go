package registry

import "private-acr/policy/rule"

var anonymousPullDisabled = rule.Rule{
	ID:       "acr-anonymous-pull-disabled",
	Title:    "Nobody pulls from the registry without logging in.",
	Severity: rule.Critical,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "Anonymous pull opens every repository to whoever reaches the registry, at once and without a " +
		"trace of who it was; it cannot be limited to some repositories.",
	Fix: "Leave anonymousPullEnabled out, or set it to false, and let consumers pull with a managed " +
		"identity.",
	Link: "https://learn.microsoft.com/azure/container-registry/anonymous-pull-access",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "9f2dea28-e834-476c-99c5-3507b4728395"},
		{Catalog: rule.AzurePolicy, ID: "cced2946-b08a-44fe-9fd9-e4ed8a779897"},
		{Catalog: rule.PSRule, ID: "Azure.ACR.AnonymousAccess (AZR-000401)"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_138"},
	},
	Check: rule.MustNotBe("anonymousPullEnabled", true, "is %s"),
}
