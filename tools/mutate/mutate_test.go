package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var quick = options{parallel: 2, patience: time.Second}

func TestSurvivors(t *testing.T) {
	t.Parallel()
	results, err := test(t.Context(), []string{"./testdata/tiny"}, quick)
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 1 || results[0].pkg != "private-acr/tools/mutate/testdata/tiny" {
		t.Fatalf("the results are those of %v", results)
	}
	survivors := []string{
		"helpers.go, Adult: age >= 18 has > instead of >=",
		`helpers.go, Listed: "b" becomes another text`,
		// No test can notice: the function answers the same for no and for unknown.
		"kinds.go, All: v.Is(none) is no where it is unknown",
		"tiny.go: answer.Window becomes answer.Gate",
		`tiny.go: v.Or("open").Is("shut").Not() is yes where it is unknown`,
	}
	if diff := cmp.Diff(survivors, names(results[0].survivors)); diff != "" {
		t.Errorf("survivors (-want +got):\n%s", diff)
	}
	hung := []string{"helpers.go, Down: busy is negated"}
	if diff := cmp.Diff(hung, names(results[0].hung)); diff != "" {
		t.Errorf("mutants that hung (-want +got):\n%s", diff)
	}
}

func TestTestsHaveToPass(t *testing.T) {
	t.Parallel()
	for folder, want := range map[string]string{
		"./testdata/failing":  "fail without a mutant",
		"./testdata/absent":   "running go list",
		"./testdata/untested": "has no tests",
	} {
		_, err := test(t.Context(), []string{folder}, quick)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want an error with %q", folder, err, want)
		}
	}
	if err := mutate(t.Context(), &bytes.Buffer{}, nil, quick, false); err == nil {
		t.Error("no package at all is put to the test")
	}
}

func TestMutants(t *testing.T) {
	t.Parallel()
	sources, err := load(t.Context(), []string{"./testdata/tiny"})
	if err != nil {
		t.Fatal(err)
	}
	_, mutants := sources[0].instrument(1)
	want, err := os.ReadFile("testdata/mutants-of-tiny.txt")
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

func names(mutants []mutant) []string {
	var names []string
	for _, m := range mutants {
		names = append(names, m.name())
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

func TestReport(t *testing.T) {
	t.Parallel()
	same := mutant{pkg: "a/tiny", file: "f.go", line: 1, change: "same"}
	second := mutant{file: "f.go", line: 3, change: "same", repeat: 1}
	other := mutant{file: "f.go", line: 9, function: "F", change: "other"}
	survivors := []mutant{same, second, other}
	for name, c := range map[string]struct{ accepted, want string }{
		"nothing is accepted": {"", `a/tiny: f.go: same: no test notices, in line 1
a/tiny: f.go: same (2): no test notices, in line 3
a/tiny: f.go, F: other: no test notices, in line 9`},
		"all are accepted": {"# A reason.\nf.go: same\nf.go: same (2)\n\n# Another.\nf.go, F: other\n", ""},
		"one is gone, and one has no reason": {
			"f.go, F: other\n\n# A reason.\nf.go: gone\nf.go: same\nf.go: same (2)",
			"a/tiny: f.go, F: other: is accepted without a reason\n" +
				"a/tiny: f.go: gone: is accepted, but is killed or gone",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := result{pkg: "a/tiny", folder: t.TempDir(), mutants: survivors, survivors: survivors}
			r.hung = survivors[:1]
			accept(t, r.folder, c.accepted)
			var printed bytes.Buffer
			got := ""
			if err := report(&printed, []result{r}, true); err != nil {
				got = err.Error()
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
			want := "a/tiny: 0 of 3 mutants killed, 1 of them hung\n  hung: tiny/f.go:1: same\n" +
				"all: 0 of 3 mutants killed, 1 of them hung\n"
			if diff := cmp.Diff(want, printed.String()); diff != "" {
				t.Errorf("the report (-want +got):\n%s", diff)
			}
		})
	}
}

// accept writes the accepted mutants of the package in the folder, if there are any.
func accept(t *testing.T, folder, text string) {
	t.Helper()
	if text == "" {
		return
	}
	file := filepath.Join(folder, acceptedFile)
	if err := os.Mkdir(filepath.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTotal(t *testing.T) {
	t.Parallel()
	one := result{mutants: make([]mutant, 3), survivors: make([]mutant, 1), hung: make([]mutant, 1)}
	two := result{mutants: make([]mutant, 4)}
	got := total([]result{one, two}).String()
	if want := "all: 6 of 7 mutants killed, 1 of them hung"; got != want {
		t.Errorf("the total is %q, want %q", got, want)
	}
}
