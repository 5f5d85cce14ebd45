// Package general has the rules about what every stack on Azure has: logs, regions, tags, names, APIs and
// outputs.
package general

import "private-acr/policy/rule"

// Rules are the rules of the package, in the order of the documentation.
func Rules() []rule.Rule {
	return []rule.Rule{
		diagnosticsPresent,
		allowedLocations,
		requiredTags,
		resourceNames,
		noPreviewAPI,
		noPlaintextSecretOutput,
	}
}
