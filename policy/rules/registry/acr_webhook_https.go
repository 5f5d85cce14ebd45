package registry

import (
	"strings"

	"private-acr/policy/rule"
)

var webhookHTTPS = rule.Rule{
	ID:       "acr-webhook-https",
	Title:    "Webhooks call over HTTPS.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Webhook},
	Why: "A webhook sends its custom headers, which often hold a password, and what was pushed; over " +
		"HTTP anybody on the way reads them and can answer in the receiver's place.",
	Fix:  "Give a serviceUri that begins with https://.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-webhook",
	Sources: []rule.Source{
		{Catalog: rule.Checkov, ID: "CKV2_AZURE_30"},
	},
	// The problem does not show the address, which may hold a password that nobody marked as secret.
	Check: rule.MustMatch("serviceUri", isHTTPS, "does not begin with https://"),
}

func isHTTPS(uri string) bool { return strings.HasPrefix(strings.ToLower(uri), "https://") }
