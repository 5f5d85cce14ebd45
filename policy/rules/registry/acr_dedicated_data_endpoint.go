package registry

import "private-acr/policy/rule"

var dedicatedDataEndpoint = rule.Rule{
	ID:       "acr-dedicated-data-endpoint",
	Title:    "The registry serves layers from data endpoints of its own.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry},
	Why: "Without them clients fetch layers from shared storage accounts, and a firewall has to allow " +
		"*.blob.core.windows.net, which is everybody's storage. A private endpoint turns them on " +
		"unasked; saying so keeps the program and Azure the same.",
	Fix:  "Set dataEndpointEnabled to true, for which sku.name has to be Premium.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-dedicated-data-endpoints",
	Sources: []rule.Source{
		{Catalog: rule.Checkov, ID: "CKV_AZURE_237"},
	},
	Check: rule.MustBe("dataEndpointEnabled", true, "is %s"),
}
