package registry

import "private-acr/policy/rule"

var trustedServicesUnused = rule.Rule{
	ID:       "acr-trusted-services-unused",
	Title:    "A closed registry lets in Azure's trusted services only where container groups pull from it.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry},
	Why: "Azure's own services come past the network rules of a registry unless it says otherwise. " +
		"Container groups and the import of images need that; who has neither has an entrance too many.",
	Fix: "Set networkRuleBypassOptions to None, unless images are imported into the registry or " +
		"consumers outside of this program need it.",
	Link: "https://learn.microsoft.com/azure/container-registry/allow-access-trusted-services",
	Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
		bypass := registry.At("networkRuleBypassOptions")
		broken := restricted(registry).
			And(bypass.Or(azureServices).Is(azureServices)).
			And(pulledByTrustedService(s, registry).Not())
		return registry.When(broken, bypass, "is %s, but no container group pulls from the registry", bypass)
	}),
}
