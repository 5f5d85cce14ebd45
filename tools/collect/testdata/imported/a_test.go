package imported

import "private-acr/policy/rule"

var example = rule.Rule{}
