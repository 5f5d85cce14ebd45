package rules_test

import (
	"testing"

	"private-acr/policy/mutation"
	"private-acr/policy/rules"
)

// accepted are the mutants that no test can tell from what they were made of, and why.
var accepted = map[string]string{}

// TestMutants makes sure that the rules' examples notice every change of a rule.
func TestMutants(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("this runs the tests of the rules more than a thousand times")
	}
	packages := []string{"./consumer", "./endpoint", "./replica"}
	for _, subject := range rules.Subjects() {
		packages = append(packages, "./"+subject.Folder)
	}
	results, err := mutation.Run(t.Context(), ".", packages...)
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range results {
		t.Log(result)
	}
	total := mutation.Total(results)
	t.Log(total)
	for _, mutant := range total.Hung {
		t.Log("hung:", mutant)
	}
	for _, fault := range total.Against(accepted) {
		t.Error(fault)
	}
}
