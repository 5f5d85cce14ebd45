package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var rules = list{typ: "rule.Rule", function: "Rules", out: "rules.gen.go"}

func TestLists(t *testing.T) {
	t.Parallel()
	for folder, l := range map[string]list{
		"imported":  {typ: "rule.Rule", function: "Rules", out: "rules.golden"},
		"local":     {typ: "*kind", function: "kinds", out: "kinds.golden", doc: "kinds are what there is."},
		"declared":  {typ: "shown.Stringer", function: "ways", out: "ways.golden"},
		"versioned": {typ: "model.Model", function: "models", out: "models.golden"},
	} {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			declared, err := l.find(filepath.Join("testdata", folder))
			if err != nil {
				t.Fatal(err)
			}
			got, err := l.render(declared)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(filepath.Join("testdata", folder, l.out))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("the list (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for folder, want := range map[string]string{
		"absent":     "reading package",
		"none":       "declares no variable of type rule.Rule",
		"disagree":   `b.go imports "example.com/rule" as "rule", a file before it "private-acr/policy/rule"`,
		"unimported": `a.go does not import a package "rule"`,
	} {
		err := rules.run(filepath.Join("testdata", folder), true)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want one with %q", folder, err, want)
		}
	}
	broken := t.TempDir()
	writeFile(t, broken, "b.go", "package b\n\nvar x = T{")
	if err := rules.run(broken, true); err == nil || !strings.Contains(err.Error(), "b.go:3:") {
		t.Errorf("the error of a file that does not parse is %v", err)
	}
	if err := (list{typ: "T", out: "t.gen.go"}).run("testdata/local", true); err == nil {
		t.Error("a list without a function is written")
	}
	if err := (list{typ: "kind", function: "a b", out: "t.gen.go"}).run("testdata/local", true); err == nil {
		t.Error("a function whose name is none is written")
	}
}

func TestStaleListIsFound(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	declare := func(name string) {
		t.Helper()
		writeFile(t, folder, name+".go",
			"package p\n\nimport \"private-acr/policy/rule\"\n\nvar "+name+" = rule.Rule{}\n")
	}
	expect := func(when string, stale bool) {
		t.Helper()
		if err := rules.run(folder, true); stale != (err != nil) {
			t.Errorf("%s: the check says %v", when, err)
		}
	}
	write := func() {
		t.Helper()
		if err := rules.run(folder, false); err != nil {
			t.Fatal(err)
		}
	}
	declare("b")
	expect("no list", true)
	write()
	expect("a list just written", false)
	declare("a")
	expect("one variable more", true)
	write()
	expect("a list written again, beside itself", false)
}

func writeFile(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
