package rules_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"private-acr/policy/fixture"
	"private-acr/policy/pack"
	"private-acr/policy/packtest"
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

// cost is the least of some times that it takes the pack to judge the stack: the others had to wait for the
// machine. All that the engine does for the pack is in it, and nothing of what it does anyway.
func cost(tb testing.TB, engine *packtest.Engine, resources []*rule.Resource, times int) time.Duration {
	tb.Helper()
	least := time.Duration(0)
	for range times {
		// A new configuration begins a new run.
		if err := engine.Apply(tb, `{}`); err != nil {
			tb.Fatal(err)
		}
		start := time.Now()
		engine.Judge(tb, resources)
		if took := time.Since(start); least == 0 || took < least {
			least = took
		}
	}
	return least
}

const (
	thousand = 1000
	// mostForThousand is the most that the pack may add to a preview of a thousand resources, which takes
	// Azure minutes.
	mostForThousand = time.Second
	// offLinear is how much more than ten times as long ten times as many resources may take.
	offLinear = 2
)

// TestCost holds the pack to its time, and to a time that grows with the stack and not with its square. It runs
// beside no other test, which would take its time away.
func TestCost(t *testing.T) { //nolint:paralleltest // See above.
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	for name, world := range map[string]fixture.World{"update": fixture.Update, "preview": fixture.Preview} {
		t.Run(name, func(t *testing.T) {
			engine := packtest.Start(t, pack.PrivateACR(rules.All()))
			small, large := stackOf(t, thousand, world), stackOf(t, 10*thousand, world)
			one := cost(t, engine, small, 5)
			ten := cost(t, engine, large, 2)
			t.Logf("%d resources: %v; %d: %v", len(small), one, len(large), ten)
			if one > mostForThousand {
				t.Errorf("a thousand resources take %v, want at most %v", one, mostForThousand)
			}
			if most := 10 * offLinear * one; ten > most {
				t.Errorf("ten times as many resources take %v instead of %v, want at most %v", ten, one, most)
			}
		})
	}
}

func BenchmarkPack(b *testing.B) {
	for _, size := range []int{thousand, 10 * thousand} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			engine := packtest.Start(b, pack.PrivateACR(rules.All()))
			resources := stackOf(b, size, fixture.Update)
			for b.Loop() {
				if err := engine.Apply(b, `{}`); err != nil {
					b.Fatal(err)
				}
				engine.Judge(b, resources)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/resource")
		})
	}
}
