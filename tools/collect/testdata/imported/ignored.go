//go:build ignore

package imported

import "private-acr/policy/rule"

var ignored = rule.Rule{}
