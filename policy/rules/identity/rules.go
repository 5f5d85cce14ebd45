// Package identity has the rules about who pulls, and about the grants that let them.
package identity

import "private-acr/policy/rule"

// Rules are the rules of the package, in the order of the documentation.
func Rules() []rule.Rule {
	return []rule.Rule{
		userAssignedForPull,
		attached,
		leastPrivilege,
		principalType,
		roleMatchesMode,
		consumerAfterGrantAndDNS,
		noPasswords,
		issuerAllowed,
	}
}
