package main

import (
	"strings"
	"testing"
)

func page(names ...string) []byte {
	var b strings.Builder
	for _, name := range names {
		b.WriteString("before\n<!-- generated: " + name + " -->\nstale row\n<!-- end -->\nafter\n")
	}
	return []byte(b.String())
}

func TestRenderFillsEveryTable(t *testing.T) {
	t.Parallel()
	got, err := render(page("settings", "outputs", "durations"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"before", "`registry.name`", "`contract.version`", "virtualNetworks", "after",
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(string(got), "stale row") {
		t.Error("the page keeps the old tables")
	}
	again, err := render(got)
	if err != nil || string(again) != string(got) {
		t.Errorf("rendering again changes the page: %v", err)
	}
}

func TestRenderRefusesAPageThatLostATable(t *testing.T) {
	t.Parallel()
	for name, names := range map[string][]string{
		"missing": {"settings", "outputs"}, "unknown": {"settings", "outputs", "durations", "prices"},
	} {
		if _, err := render(page(names...)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
