package main

import (
	"strings"
	"testing"
)

var readme = markedPages["README.md"]

func pageWith(names ...string) []byte {
	var b strings.Builder
	for _, name := range names {
		b.WriteString("before\n<!-- generated: " + name + " -->\nstale row\n<!-- end -->\nafter\n")
	}
	return []byte(b.String())
}

func TestFillFillsEveryTable(t *testing.T) {
	t.Parallel()
	got, err := fill(pageWith("settings", "outputs", "durations"), readme)
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
	again, err := fill(got, readme)
	if err != nil || string(again) != string(got) {
		t.Errorf("filling again changes the page: %v", err)
	}
}

func TestFillRefusesAPageThatLostATable(t *testing.T) {
	t.Parallel()
	for name, names := range map[string][]string{
		"missing": {"settings", "outputs"}, "unknown": {"settings", "outputs", "durations", "prices"},
	} {
		if _, err := fill(pageWith(names...), readme); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
