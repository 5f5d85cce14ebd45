package policy_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// naming exempts from one definition of a set, and until to a time.
func naming(reference string) func(world.Body) {
	return func(p world.Body) { p["policyDefinitionReferenceIds"] = []any{reference} }
}

func until(time string) func(world.Body) {
	return func(p world.Body) { p["expiresOn"] = time }
}

// TestExemptions takes a group out of an assignment, wholly or from one of its set, and until a time.
func TestExemptions(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		scope  string
		edit   func(world.Body)
		denied bool
	}{
		"the group":          {bench.Group, func(world.Body) {}, false},
		"the registry":       {bench.RegistryID, func(world.Body) {}, false},
		"another group":      {bench.Group + "2", func(world.Body) {}, true},
		"from this policy":   {bench.Group, naming("One"), false},
		"from another":       {bench.Group, naming("two"), true},
		"until a moment ago": {bench.Group, until("2026-01-02T03:04:05Z"), true},
		"until tomorrow":     {bench.Group, until("2026-01-03T03:04:05Z"), false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.Group+"2", world.Body{"location": bench.Region})
			b.Put(bench.RegistryID, bench.Registry())
			b.Put(sets+"all", world.Body{"properties": world.Body{"policyDefinitions": []any{world.Body{
				"policyDefinitionId": tagResources, "policyDefinitionReferenceId": "one",
				"parameters": world.Body{"tagName": world.Body{"value": "team"}},
			}}}})
			id := bench.Subscription + assignments + "a"
			b.Put(id, assigned(sets+"all", nil))
			body := world.Body{"properties": world.Body{
				"policyAssignmentId": id, "exemptionCategory": "Waiver",
			}}
			test.edit(engine.Properties(body))
			b.Put(test.scope+"/providers/Microsoft.Authorization/policyExemptions/e", body)
			code := map[bool]string{true: "RequestDisallowedByPolicy"}[test.denied]
			bench.Refused(t, b.Try(bench.RegistryID, bench.Registry()), code, "")
		})
	}
}

func TestExemptionRefusals(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	id := bench.Group + assignments + "a"
	b.Put(id, assigned(publicAccess, nil))
	at := func(scope string) string { return scope + "/providers/Microsoft.Authorization/policyExemptions/e" }
	body := func(assignment, category string) world.Body {
		return world.Body{"properties": world.Body{
			"policyAssignmentId": assignment, "exemptionCategory": category,
		}}
	}
	bench.Refused(t, b.Try(at(bench.Group), body(id+"2", "Waiver")), "PolicyAssignmentNotFound", "'a2'")
	bench.Refused(t, b.Try(at(bench.Subscription), body(id, "Waiver")), "InvalidPolicyExemption", "scope")
	bench.Refused(t, b.Try(at(bench.Group), body(id, "Because")), "InvalidPolicyExemption", "category")
	b.Put(at(bench.Group), body(id, "Mitigated"))
}
