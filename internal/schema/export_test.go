package schema

import (
	"maps"
	"slices"
)

// RuleNames are the names that tags can have.
func RuleNames() []string { return slices.Sorted(maps.Keys(table)) }
