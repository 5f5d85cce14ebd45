package containerapp

import "private-acr/policy/rule"

var externalIngress = rule.Rule{
	ID:       "aca-external-ingress",
	Title:    "A container app answers only callers in its environment.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp},
	Why: "External ingress opens the app to all who reach its environment: the internet, or the whole " +
		"virtual network where the environment is internal.",
	Fix: "Leave configuration.ingress.external out, or set it to false, unless callers from outside of the " +
		"environment need the app.",
	Link: "https://learn.microsoft.com/azure/container-apps/ingress-overview",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "783ea2a8-b8fd-46be-896a-9ae79643a0b1"},
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.ExternalIngress (AZR-000362)"},
	},
	Check: rule.MustNotBe("configuration.ingress.external", true,
		"is %s, so that callers from outside are let in"),
}
