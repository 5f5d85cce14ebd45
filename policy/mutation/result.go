package mutation

import (
	"fmt"
	"slices"
)

// Result is what became of the mutants of a package.
type Result struct {
	// Package is the import path.
	Package string
	// Mutants are all, Survivors those that no test failed on, and Hung those whose tests did not end.
	Mutants, Survivors, Hung []Mutant
}

// String is the score: "private-acr/policy/rules/registry: 203 of 210 mutants killed, 2 of them hung".
func (r Result) String() string {
	all, dead := len(r.Mutants), len(r.Mutants)-len(r.Survivors)
	return fmt.Sprintf("%s: %d of %d mutants killed, %d of them hung", r.Package, dead, all, len(r.Hung))
}

// Total is the sum of the results.
func Total(results []Result) Result {
	total := Result{Package: "all"}
	for _, r := range results {
		total.Mutants = append(total.Mutants, r.Mutants...)
		total.Survivors = append(total.Survivors, r.Survivors...)
		total.Hung = append(total.Hung, r.Hung...)
	}
	return total
}

// Against compares the survivors with those that are accepted, by [Mutant.Name], with the reason why no test
// can tell them from what they were made of. It returns what is wrong: survivors that are not accepted,
// accepted mutants that do not survive, and those without a reason.
func (r Result) Against(accepted map[string]string) []string {
	var faults []string
	survived := map[string]bool{}
	for _, m := range r.Survivors {
		survived[m.Name()] = true
		if _, has := accepted[m.Name()]; !has {
			faults = append(faults, fmt.Sprintf("%s: no test notices, in line %d", m.Name(), m.Line))
		}
	}
	for name, reason := range accepted {
		switch {
		case !survived[name]:
			faults = append(faults, name+": is accepted, but is killed or gone")
		case reason == "":
			faults = append(faults, name+": is accepted without a reason")
		}
	}
	slices.Sort(faults)
	return faults
}
