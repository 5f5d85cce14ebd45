package ruletest

import (
	"testing"

	"gopkg.in/yaml.v3"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
)

// Stack is the stack of a program, written as package fixture describes, and its resources by name.
func Stack(t *testing.T, program string, world fixture.World) (*rule.Stack, map[string]*rule.Resource) {
	t.Helper()
	example := &fixture.Case{}
	if err := yaml.Unmarshal([]byte(program), example); err != nil {
		t.Fatal(err)
	}
	resources, err := example.Build(world)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]*rule.Resource{}
	for _, r := range resources {
		named[r.Name] = r
	}
	return rule.NewStack(resources), named
}
