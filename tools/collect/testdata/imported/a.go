package imported

import (
	"strings"

	"private-acr/policy/rule"
)

var first = rule.Rule{ID: strings.ToLower("FIRST")}

var _ = rule.Rule{ID: "a guard"}
