package main

import "fmt"

// result is what became of the mutants of a package.
type result struct {
	// pkg is the import path, and folder where the package is.
	pkg, folder string
	// mutants are all, survivors those that no test failed on, and hung those whose tests did not end.
	mutants, survivors, hung []mutant
}

// String is the score: "private-acr/internal/azure: 203 of 210 mutants killed, 2 of them hung".
func (r result) String() string {
	all, killed := len(r.mutants), len(r.mutants)-len(r.survivors)
	return fmt.Sprintf("%s: %d of %d mutants killed, %d of them hung", r.pkg, killed, all, len(r.hung))
}

// total is the sum of the results.
func total(results []result) result {
	sum := result{pkg: "all"}
	for _, r := range results {
		sum.mutants = append(sum.mutants, r.mutants...)
		sum.survivors = append(sum.survivors, r.survivors...)
		sum.hung = append(sum.hung, r.hung...)
	}
	return sum
}
