package registry

import "private-acr/policy/rule"

// contentTrustConflict is why what others demand breaks this rule.
const contentTrustConflict = "The entry wants content trust on; Azure has deprecated it since and will " +
	"remove it, so images are to be signed with Notation instead."

var contentTrustDeprecated = rule.Rule{
	ID:       "acr-content-trust-deprecated",
	Title:    "The registry does not rely on content trust.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry},
	Why: "Azure deprecated Docker content trust on 31 March 2025 and removes it on 31 March 2028. " +
		"Neither container groups nor Container Apps ever checked its signatures.",
	Fix:  "Leave policies.trustPolicy out, or set its status to disabled, and sign images with Notation.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-content-trust-deprecation",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ACR.ContentTrust (AZR-000009)", Conflict: contentTrustConflict},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_164", Conflict: contentTrustConflict},
	},
	Check: rule.MustNotBe("policies.trustPolicy.status", "enabled", "is %s"),
}
