package containerinstance

import "private-acr/policy/rule"

var customerKey = rule.Rule{
	ID:       "aci-cmk",
	Title:    "A container group's data is encrypted with a key of your own.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Disabled),
	Types:    []rule.Type{rule.ContainerGroup},
	Why: "Azure encrypts what it keeps of a group, logs among it, with keys of Microsoft's own, which you " +
		"can neither rotate nor withdraw; some regulations want that.",
	Fix:  "Set encryptionProperties with vaultBaseUrl, keyName and keyVersion of a key in a key vault.",
	Link: "https://learn.microsoft.com/azure/container-instances/container-instances-encrypt-data",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "0aa61e00-0a01-4a3c-9945-e93cffedf0e6"},
		{Catalog: rule.MCSB, ID: "DP-5"},
	},
	Check: rule.MustHaveText("encryptionProperties.keyName", "is not set"),
}
