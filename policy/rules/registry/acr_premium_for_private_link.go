package registry

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var premiumForPrivateLink = rule.Rule{
	ID:       "acr-premium-for-private-link",
	Title:    "A registry with a private endpoint is Premium.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "Private endpoints are a feature of Premium registries; with another SKU Azure refuses the " +
		"endpoint.",
	Fix:  "Set sku.name to Premium.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-skus",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "bd560fc0-3c69-498a-ae9f-aa8eb7de0e13"},
		{Catalog: rule.PSRule, ID: "Azure.ACR.MinSku (AZR-000006)"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_163"},
		{Catalog: rule.MCSB, ID: "NS-2"},
	},
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		sku := registry.At("sku", "name")
		broken := endpoint.LeadsTo(s, registry).And(sku.Is("Premium").Not())
		return registry.When(broken, sku, "is %s, but a private endpoint leads to it", sku)
	}),
}
