// Package imported declares variables of another package's type.
package imported

import "private-acr/policy/rule"

var later, latest = rule.Rule{ID: "later"}, rule.Rule{ID: "latest"}

// other is of another type, and counted no variable at all.
var (
	other   = rule.Source{}
	counted = len(other.ID)
)

func inside() { _ = rule.Rule{} }
