package registry

import "private-acr/policy/rule"

var exportDisabled = rule.Rule{
	ID:       "acr-export-disabled",
	Title:    "Images cannot be exported out of the registry.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Development: rule.Advisory, Production: rule.Mandatory},
	Types:    []rule.Type{rule.Registry},
	Why: "Import into another registry and transfer run inside of Azure, past every private endpoint: " +
		"whoever may read images can copy them out of the network. Azure disables exports only where " +
		"public access is off.",
	Fix: "Set policies.exportPolicy.status to disabled and publicNetworkAccess to Disabled, both in the " +
		"same update.",
	Link: "https://learn.microsoft.com/azure/container-registry/data-loss-prevention",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "524b0254-c285-4903-bee6-bb8126cde579"},
		{Catalog: rule.PSRule, ID: "Azure.ACR.ExportPolicy"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		export := status(r, "exportPolicy")
		disabled := export.Is("disabled")
		access := r.At("publicNetworkAccess")
		return append(
			r.When(disabled.Not(), export, "is %s, so that images can be copied out of the network", export),
			r.When(disabled.And(public(r)), access,
				"is %s, with which Azure refuses to disable exports", access)...,
		)
	}),
}
