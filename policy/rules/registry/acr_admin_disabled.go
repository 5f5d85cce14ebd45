package registry

import "private-acr/policy/rule"

var adminDisabled = rule.Rule{
	ID:       "acr-admin-disabled",
	Title:    "The registry's admin account is off.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "The admin account is one user with two passwords that may push to and pull from every " +
		"repository: whoever has seen a password is the registry's owner, and the log does not say who " +
		"it was.",
	Fix:  "Leave adminUserEnabled out, or set it to false, and let consumers pull with a managed identity.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "dc921057-6b28-4fbe-9b83-f7bec05db6c2"},
		{Catalog: rule.PSRule, ID: "Azure.ACR.AdminUser (AZR-000005)"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_137"},
		{Catalog: rule.KICS, ID: "b897dfbf"},
		{Catalog: rule.Prowler, ID: "containerregistry_admin_user_disabled"},
		{Catalog: rule.MCSB, ID: "IM-1"},
	},
	Check: rule.MustNotBe("adminUserEnabled", true, "is %s"),
}
