package rules_test

import (
	"testing"

	"private-acr/policy/mutation"
	"private-acr/policy/rules"
)

// accepted are the mutants that no test can tell from what they were made of, and why.
var accepted = map[string]string{
	"privatelink/dns_zone_vnet_link.go, zonesOf: known is no where it is unknown":         asUnknown,
	"identity/consumer_after_grant_and_dns.go, tooEarly: late is no where it is unknown":  neverUnknown,
	"identity/consumer_after_grant_and_dns.go, tooEarly: late is yes where it is unknown": neverUnknown,
	"privatelink/subnets.go, usable: answer is no where it is unknown":                    neverUnknown,
	"privatelink/subnets.go, usable: answer is yes where it is unknown":                   neverUnknown,
	"privatelink/pe_subnet_capacity.go, takenFrom: answer is negated":                     symmetric,
	"privatelink/subnets.go, located: at.isOutside() is negated":                          symmetric,
	"privatelink/subnets.go, located: is" + " is negated":                                 symmetric,
	"identity/prerequisites.go, add: " +
		"rule.No becomes rule.Yes": "The case is empty, and one for yes comes before it.",
	"general/no_plaintext_secret_output.go, textOf: " +
		"\"\" becomes another text": "Nobody reads the text of what is none.",
	"general/no_plaintext_secret_output.go: " +
		"rule.RootStack is not looked at": "It is the type that the mutant looks at instead.",
	"privatelink/pe_subnet_separate.go, sharers: " +
		"\"\" becomes another text": "The name of what may be is not kept.",
	"privatelink/reference.go, parentByID: " +
		"\"\" becomes another text": "Only what is computed is looked up by its path.",
}

// The reasons that several have in common.
const (
	asUnknown    = "What is asked with Then answers unknown for no as it does for unknown."
	neverUnknown = "The answer never is unknown there."
	symmetric    = "Whether an answer is decided is the same for its opposite."
)

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
