// Package containerapp has the rules about container apps, jobs and their environments.
package containerapp

import "private-acr/policy/rule"

// Rules are the rules of the package, in the order of the documentation.
func Rules() []rule.Rule {
	return []rule.Rule{
		httpsOnly,
		envVnet,
		envNotPublic,
		externalIngress,
		managedIdentity,
		probes,
		minReplicas,
		resourcesSet,
		ipRestrictions,
		authentication,
		affinity,
		zoneRedundant,
		secureEnv,
	}
}
