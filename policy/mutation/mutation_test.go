package mutation

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRun(t *testing.T) {
	t.Parallel()
	results, err := Run(t.Context(), ".", "./testdata/tiny")
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 1 || results[0].Package != "private-acr/policy/mutation/testdata/tiny" {
		t.Fatalf("the results are those of %v", results)
	}
	survivors := []string{
		// The test of the other rule, which would notice, is not asked.
		"tiny/tiny.go: rule.Token is not looked at",
		"tiny/tiny.go: enabled.Is(true) is no where it is unknown",
		"tiny/tiny.go: enabled.Is(true) is yes where it is unknown",
		"tiny/helpers.go, Adult: age >= 18 has > instead of >=",
		`tiny/helpers.go, Listed: "b" becomes another text`,
		// No test can notice: the function answers the same for no and for unknown.
		"tiny/kinds.go, All: v.Is(none) is no where it is unknown",
	}
	slices.Sort(survivors)
	if diff := cmp.Diff(survivors, names(results[0].Survivors)); diff != "" {
		t.Errorf("survivors (-want +got):\n%s", diff)
	}
	hung := []string{"tiny/helpers.go, Down: n != 0 is negated"}
	if diff := cmp.Diff(hung, names(results[0].Hung)); diff != "" {
		t.Errorf("mutants that hung (-want +got):\n%s", diff)
	}
}

func TestRunNeedsTestsThatPass(t *testing.T) {
	t.Parallel()
	for folder, want := range map[string]string{
		"./testdata/failing":  "fail without a mutant",
		"./testdata/absent":   "running go list",
		"./testdata/untested": "has no tests",
	} {
		if _, err := Run(t.Context(), ".", folder); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want an error with %q", folder, err, want)
		}
	}
}

func TestMutants(t *testing.T) {
	t.Parallel()
	sources, err := load(t.Context(), ".", []string{"./testdata/tiny"})
	if err != nil {
		t.Fatal(err)
	}
	_, mutants := sources[0].instrument(1)
	want, err := os.ReadFile("testdata/tiny/mutants.txt")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(names(mutants), "\n") + "\n"
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("mutants (-want +got):\n%s", diff)
	}
	for i, m := range mutants {
		if m.id != i+1 {
			t.Errorf("%s has id %d, want %d", m, m.id, i+1)
		}
	}
}

func names(mutants []Mutant) []string {
	var names []string
	for _, m := range mutants {
		names = append(names, m.Name())
	}
	slices.Sort(names)
	return names
}

func TestEditsNest(t *testing.T) {
	t.Parallel()
	source := "a.And(b)"
	var e edits
	e.open(0, "outer(")
	e.closes(8, 8, ")")
	e.open(0, "and(")
	e.closes(1, 6, ", ")
	e.open(0, "x(")
	e.closes(1, 1, ")")
	e.open(6, "y(")
	e.closes(7, 7, ")")
	if got, want := e.apply(source), "outer(and(x(a), y(b)))"; got != want {
		t.Errorf("the edits make %s, want %s", got, want)
	}
}

func TestAgainst(t *testing.T) {
	t.Parallel()
	m := func(line int, change string) Mutant {
		return Mutant{Package: "a/b/tiny", File: "f.go", Line: line, Change: change}
	}
	second := m(3, "same")
	second.repeat = 1
	r := Result{Survivors: []Mutant{m(1, "same"), second, m(9, "other")}}
	got := r.Against(map[string]string{
		"tiny/f.go: same":  "is equivalent",
		"tiny/f.go: other": "",
		"tiny/f.go: gone":  "is equivalent",
	})
	want := []string{
		"tiny/f.go: gone: is accepted, but is killed or gone",
		"tiny/f.go: other: is accepted without a reason",
		"tiny/f.go: same (2): no test notices, in line 3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	if faults := r.Against(map[string]string{
		"tiny/f.go: same": "a", "tiny/f.go: same (2)": "b", "tiny/f.go: other": "c",
	}); len(faults) > 0 {
		t.Errorf("all are accepted, but %q", faults)
	}
}

func TestTotal(t *testing.T) {
	t.Parallel()
	one := Result{Mutants: make([]Mutant, 3), Survivors: make([]Mutant, 1), Hung: make([]Mutant, 1)}
	two := Result{Mutants: make([]Mutant, 4)}
	got := Total([]Result{one, two}).String()
	if want := "all: 6 of 7 mutants killed, 1 of them hung"; got != want {
		t.Errorf("the total is %q, want %q", got, want)
	}
}
