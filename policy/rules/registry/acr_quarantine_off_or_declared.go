package registry

import "private-acr/policy/rule"

// quarantineConflict is why what others demand breaks this rule.
const quarantineConflict = "The entry wants quarantine on; without a scanner that approves images " +
	"nothing can be pulled, so that it is demanded here to be off or declared."

var quarantineDeclared = rule.Setting[bool]{
	Name: "declared", Doc: "Quarantine is wanted: a scanner approves every image.",
}

var quarantineOffOrDeclared = rule.Rule{
	ID:       "acr-quarantine-off-or-declared",
	Title:    "Quarantine is off, or declared in this rule's settings.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry},
	Why: "A registry with quarantine hides every pushed image until somebody approves it through an API. " +
		"Who does not know finds a pull failing as if the image were not there.",
	Fix: "Leave policies.quarantinePolicy out, or set its status to disabled; where a scanner approves " +
		"images, set this rule's setting declared to true.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-faq",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ACR.Quarantine (AZR-000008)", Conflict: quarantineConflict},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_166", Conflict: quarantineConflict},
	},
	Check: rule.OnResourceWith(quarantineDeclared, func(r *rule.Resource, declared bool) []rule.Finding {
		quarantine := status(r, "quarantinePolicy")
		undeclared := rule.Known(!declared)
		return r.When(quarantine.Is("enabled").And(undeclared), quarantine, "is %s", quarantine)
	}),
}
