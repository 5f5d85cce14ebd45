package rules_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"gopkg.in/yaml.v3"

	"private-acr/policy/fixture"
	"private-acr/policy/packtest"
	"private-acr/policy/protocol"
	"private-acr/policy/rule"
	"private-acr/policy/rules"
)

// stackOf is a stack with at least as many resources: as many teams as it takes, each in its own network.
func stackOf(tb testing.TB, size int, world fixture.World) []*rule.Resource {
	tb.Helper()
	text, err := os.ReadFile("testdata/team.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	var resources []*rule.Resource
	for team := 1; len(resources) < size; team++ {
		var example fixture.Case
		own := strings.ReplaceAll(string(text), "TEAM", strconv.Itoa(team))
		if err := yaml.Unmarshal([]byte(own), &example); err != nil {
			tb.Fatal(err)
		}
		built, err := example.Build(world)
		if err != nil {
			tb.Fatal(err)
		}
		resources = slices.Concat(resources, built)
	}
	return resources[:size]
}

// TestCostOfEachRule wants the work of a rule to grow with the stack, and not with its square: for ten times
// as many resources it may look up eleven times as many properties and dependencies.
func TestCostOfEachRule(t *testing.T) {
	t.Parallel()
	const size, more, most = 200, 10, 11
	all := rules.All()
	for name, world := range map[string]fixture.World{
		"update": fixture.Update, "preview": fixture.Preview, "change": fixture.Change,
	} {
		small, large := stackOf(t, size, world), stackOf(t, more*size, world)
		for i := range all {
			few, many := steps(t, &all[i], small), steps(t, &all[i], large)
			if many > most*few {
				t.Errorf("%s, %s: %d resources take %d steps, and %d take %d", all[i].ID, name,
					size, few, more*size, many)
			}
		}
	}
}

// steps counts the properties and dependencies that the rule looks up.
func steps(t *testing.T, one *rule.Rule, resources []*rule.Resource) int64 {
	t.Helper()
	configured, err := one.Configure(nil)
	if err != nil {
		t.Fatal(err)
	}
	var count atomic.Int64
	for _, r := range resources {
		r.Properties = r.Properties.Counting(&count)
	}
	configured.Evaluate(resources)
	return count.Load()
}

func BenchmarkPack(b *testing.B) {
	for _, size := range []int{1000, 10_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			engine := packtest.Start(b, protocol.PrivateACR(rules.All()))
			resources := stackOf(b, size, fixture.Update)
			for b.Loop() {
				// A new configuration begins a new run.
				if err := engine.Apply(b, `{}`); err != nil {
					b.Fatal(err)
				}
				engine.Evaluate(b, resources)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/resource")
		})
	}
}
