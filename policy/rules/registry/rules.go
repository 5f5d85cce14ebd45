// Package registry has the rules about registries themselves.
package registry

import "private-acr/policy/rule"

// Rules are the rules of the package, in the order of the documentation.
func Rules() []rule.Rule {
	return []rule.Rule{
		adminDisabled,
		anonymousPullDisabled,
		premiumForPrivateLink,
		publicNetworkDisabled,
		networkDefaultDeny,
		trustedServices,
		trustedServicesUnused,
		tasksBypassOff,
		armAudienceConsistent,
		armAudienceUnneeded,
		exportDisabled,
		dedicatedDataEndpoint,
		privateEndpointPresent,
		retention,
		softDeleteConflict,
		contentTrustDeprecated,
		quarantineOffOrDeclared,
		zoneRedundant,
		geoReplicas,
		replicaLocation,
		customerManagedKey,
		tokensDisabled,
		webhookHTTPS,
		protected,
	}
}

// each is what judge finds in the registries of the stack.
func each(s *rule.Stack, judge func(*rule.Resource) []rule.Finding) []rule.Finding {
	var findings []rule.Finding
	for _, registry := range s.All(rule.Registry) {
		findings = append(findings, judge(registry)...)
	}
	return findings
}

// ofEach makes a stack rule of what judges one registry of the stack.
func ofEach(
	judge func(*rule.Stack, *rule.Resource) []rule.Finding,
) func(*rule.Stack, rule.Settings) []rule.Finding {
	return func(s *rule.Stack, _ rule.Settings) []rule.Finding {
		return each(s, func(registry *rule.Resource) []rule.Finding { return judge(s, registry) })
	}
}
