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
