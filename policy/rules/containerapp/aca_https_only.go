package containerapp

import "private-acr/policy/rule"

var httpsOnly = rule.Rule{
	ID:       "aca-https-only",
	Title:    "A container app answers over HTTPS alone.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.ContainerApp},
	Why: "A request over plain HTTP, with the cookies and tokens in it, can be read and changed on its " +
		"way; with insecure connections allowed, Azure serves it instead of redirecting it to HTTPS.",
	Fix:  "Leave configuration.ingress.allowInsecure out, or set it to false.",
	Link: "https://learn.microsoft.com/azure/container-apps/ingress-how-to",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "0e80e269-43a4-4ae9-b5bc-178126b8a5cb"},
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.Insecure (AZR-000094)"},
	},
	Check: rule.MustNotBe("configuration.ingress.allowInsecure", true,
		"is %s, so that plain HTTP is served"),
}
