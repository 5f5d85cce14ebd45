package registry

import "private-acr/policy/rule"

var trustedServices = rule.Rule{
	ID:       "acr-trusted-services",
	Title:    "A closed registry that container groups pull from lets in Azure's trusted services.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "Container groups pull with their identity as a trusted service, through a private endpoint " +
		"too; a registry that does not let those in answers with InaccessibleImage.",
	Fix:  "Leave networkRuleBypassOptions out, or set it to AzureServices.",
	Link: "https://learn.microsoft.com/azure/container-registry/allow-access-trusted-services",
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		bypass := registry.At("networkRuleBypassOptions")
		broken := restricted(registry).
			And(bypass.Or(azureServices).Is(azureServices).Not()).
			And(pulledByTrustedService(s, registry))
		return registry.When(broken, bypass, "is %s, but a container group pulls from the registry", bypass)
	}),
}

// azureServices is Azure's word for its trusted services, and what it takes where nothing is said.
const azureServices = "AzureServices"
