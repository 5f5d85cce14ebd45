package main

import (
	"fmt"
	"slices"
)

// figures are those of a folder.
type figures struct {
	folder string
	// functions are the lengths of the functions that have a name, in lines from brace to brace, with both.
	functions []int
	// exported is how many exported names there are, and undocumented those without a comment: "a.go:3 Name".
	exported     int
	undocumented []string
	// lines have code, not only comments; testLines are those of tests.
	lines, testLines int
}

// sum is the figures of all folders together.
func sum(folders []figures) figures {
	all := figures{folder: "all"}
	for _, f := range folders {
		all.functions = append(all.functions, f.functions...)
		all.exported += f.exported
		all.undocumented = append(all.undocumented, f.undocumented...)
		all.lines += f.lines
		all.testLines += f.testLines
	}
	return all
}

// percentile is the length that so many percent of the functions do not exceed, 0 where there are none.
func (f figures) percentile(percent int) int {
	if len(f.functions) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(f.functions))
	return sorted[max(0, (percent*len(sorted)+99)/100-1)]
}

// documented is the share of exported names with a comment.
func (f figures) documented() string {
	if f.exported == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(f.exported-len(f.undocumented))/float64(f.exported))
}
