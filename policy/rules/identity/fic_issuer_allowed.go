package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var allowedIssuers = rule.Setting[[]string]{
	Name: "allowedIssuers",
	Default: []string{
		"https://token.actions.githubusercontent.com", "https://*.oic.prod-aks.azure.com/*/*/",
	},
	Doc: `The URLs of the issuers that may be trusted, in which "*" stands for any characters but ` +
		`"/"; GitHub Actions and clusters of AKS where nothing is said.`,
}

var issuerAllowed = rule.Rule{
	ID:       "fic-issuer-allowed",
	Title:    "Federated credentials trust issuers that are allowed.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Disabled),
	Types:    []rule.Type{rule.FederatedCredential},
	Why: "Whoever runs the issuer of a federated credential can act as the identity, with all that is " +
		"granted to it and without any secret of Azure's.",
	Fix:  "Set issuer to the URL of an issuer that you trust, or add that to allowedIssuers.",
	Link: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "2571b7c3"},
		{Catalog: rule.AzurePolicy, ID: "fd1a8e20"},
		{Catalog: rule.AzurePolicy, ID: "ae62c456"},
	},
	Check: rule.With(allowedIssuers, func(allowed []string) rule.Check {
		foreign := func(url string) bool { return !azure.MatchesAny(url, allowed) }
		return rule.MustNotMatch("issuer", foreign, "is %s, which is not an allowed issuer")
	}),
}
