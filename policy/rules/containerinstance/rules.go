// Package containerinstance has the rules about container groups by themselves.
package containerinstance

import "private-acr/policy/rule"

// Rules are the rules of the package, in the order of the documentation.
func Rules() []rule.Rule {
	return []rule.Rule{
		inNetwork,
		noPublicIP,
		secureEnv,
		customerKey,
		zone,
		logs,
	}
}
