package settings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with a stack's settings.
type Fault struct {
	// Path is the setting as the user writes it, without the namespace: "registry.replicas[1]".
	Path string
	// Rule is what holds for the setting: "must be an integer".
	Rule string
	// Value is what was given, as JSON, empty when nothing was.
	Value string
	// Remedy is what to write instead.
	Remedy string
}

// String is the fault's block in the message of [Faults].
func (f Fault) String() string {
	lines := []string{f.Path}
	for _, line := range [][2]string{{"rule:  ", f.Rule}, {"value: ", f.Value}, {"remedy:", f.Remedy}} {
		if line[1] != "" {
			lines = append(lines, "  "+line[0]+" "+line[1])
		}
	}
	return strings.Join(lines, "\n")
}

// Faults is everything wrong with a stack's settings, ordered by path. It is the error of [Parse].
type Faults []Fault //nolint:errname // callers read it as a list

// Error has a block per fault.
func (f Faults) Error() string {
	noun := "faults"
	if len(f) == 1 {
		noun = "fault"
	}
	blocks := []string{fmt.Sprintf("%d %s in the stack's settings", len(f), noun)}
	for _, fault := range f {
		blocks = append(blocks, fault.String())
	}
	return strings.Join(blocks, "\n\n")
}

// sorted orders faults by path and keeps the order in which one path's faults were found.
func (f Faults) sorted() Faults {
	slices.SortStableFunc(f, func(a, b Fault) int { return cmp.Compare(a.Path, b.Path) })
	return f
}
