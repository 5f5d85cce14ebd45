package disagree

import "example.com/rule"

var b = rule.Rule{}
