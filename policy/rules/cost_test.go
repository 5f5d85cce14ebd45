//go:build unix

package rules_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
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

// cost is the processor's time that it takes the pack to judge the stack, the least of some times. All that
// the engine does for the pack is in it, and nothing of what it does anyway.
func cost(tb testing.TB, engine *packtest.Engine, resources []*rule.Resource, times int) time.Duration {
	tb.Helper()
	least := time.Duration(0)
	for range times {
		// A new configuration begins a new run.
		if err := engine.Apply(tb, `{}`); err != nil {
			tb.Fatal(err)
		}
		start := processorTime(tb)
		engine.Judge(tb, resources)
		took := processorTime(tb) - start
		if least == 0 || took < least {
			least = took
		}
		if took > 5*mostForThousand {
			break // Once more would not help.
		}
	}
	return least
}

// processorTime is what the process has used so far. Unlike the time on the wall it does not pass while
// others have the processor.
func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

const (
	thousand = 1000
	// mostForThousand is the most that the pack may add to a preview of a thousand resources, which takes
	// Azure minutes.
	mostForThousand = time.Second
	// offLinear is how much more than ten times as long ten times as many resources may take.
	offLinear = 2
)

// TestCost holds the pack to its time, and to a time that grows with the stack and not with its square. It
// runs beside no other test, which would take its time away.
func TestCost(t *testing.T) { //nolint:paralleltest // See above.
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	for name, world := range map[string]fixture.World{"update": fixture.Update, "preview": fixture.Preview} {
		t.Run(name, func(t *testing.T) {
			engine := packtest.Start(t, pack.PrivateACR(rules.All()))
			one := cost(t, engine, stackOf(t, thousand, world), 3)
			t.Logf("a thousand resources take %v", one)
			if one > mostForThousand {
				t.Fatalf("a thousand resources take %v, want at most %v", one, mostForThousand)
			}
			ten := cost(t, engine, stackOf(t, 10*thousand, world), 2)
			t.Logf("ten thousand take %v", ten)
			if most := 10 * offLinear * one; ten > most {
				t.Errorf("ten times as many resources take %v instead of %v, want at most %v", ten, one, most)
			}
		})
	}
}

// TestCostOfEachRule names the rules whose time grows with more than the stack: four times as many resources
// may take a rule eight times as long. What takes no time at all is not measured.
func TestCostOfEachRule(t *testing.T) { //nolint:paralleltest // See TestCost.
	const size, more, negligible = 100, 4, 2 * time.Millisecond
	all := rules.All()
	for name, world := range map[string]fixture.World{"update": fixture.Update, "preview": fixture.Preview} {
		small, large := stackOf(t, size, world), stackOf(t, more*size, world)
		for i := range all {
			one, four := alone(t, &all[i], small), alone(t, &all[i], large)
			if four > negligible && four > more*offLinear*one {
				t.Errorf("%s, %s: %d resources take %v, and %d %v", all[i].ID, name,
					size, one, more*size, four)
			}
		}
	}
}

// alone is the least time that the rule takes for the resources, outside of the pack.
func alone(t *testing.T, one *rule.Rule, resources []*rule.Resource) time.Duration {
	t.Helper()
	settings, err := one.Settle(nil)
	if err != nil {
		t.Fatal(err)
	}
	least := time.Duration(0)
	for range 5 {
		start := time.Now()
		one.Judge(resources, settings)
		if took := time.Since(start); least == 0 || took < least {
			least = took
		}
	}
	return least
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
