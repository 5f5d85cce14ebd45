// Package image has the rules about the images that consumers run.
package image

import "private-acr/policy/rule"

// Rules are the rules of the package, in the order of the documentation.
func Rules() []rule.Rule {
	return []rule.Rule{
		fromAllowedRegistry,
		pinned,
		digest,
	}
}
