// Package privatelink has the rules about the way from a consumer to a registry: private endpoints, their
// subnets, and the names that lead to them.
//
// Only endpoints that lead to a registry are judged; those of other services come in where they are in the
// way.
package privatelink

import "private-acr/policy/rule"

// Rules are the rules of the package, in the order of the documentation.
func Rules() []rule.Rule {
	return []rule.Rule{
		groupValid,
		staticMembersComplete,
		zoneGroupPresent,
		zoneNameExact,
		zoneLinked,
		dnsServersForward,
		dataStageAfterRegistry,
		afterReplications,
		subnetSeparate,
		subnetCapacity,
		subnetPrivate,
		subnetSecurityGroup,
	}
}

const (
	learn         = "https://learn.microsoft.com/azure/"
	linkEndpoints = learn + "container-registry/container-registry-private-endpoints"
	linkNames     = learn + "private-link/private-endpoint-dns"
)
