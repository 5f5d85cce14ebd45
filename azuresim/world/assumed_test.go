package world_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"private-acr/probe"
)

var probeName = regexp.MustCompile("probes? `([a-z0-9-]+)`((?:,? (?:and )?`[a-z0-9-]+`)*)")

// TestEveryAssumptionHasAProbe reads the tables of docs/simulation.md: a row that assumes something names the
// probes that can settle it.
func TestEveryAssumptionHasAProbe(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(simulationPage)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, p := range probe.All() {
		known[p.Name] = true
	}
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "|") || known[strings.Trim(strings.Split(line, "|")[1], " `")] {
			continue // prose, or the table of the probes themselves
		}
		names := probesIn(line)
		if strings.Contains(line, "assumed") && len(names) == 0 {
			t.Errorf("no probe can settle what this row assumes: %s", line)
		}
		if i := slices.IndexFunc(names, func(name string) bool { return !known[name] }); i >= 0 {
			t.Errorf("there is no probe %q: %s", names[i], line)
		}
	}
}

// probesIn are the names in "probe `a`" and "probes `a`, `b` and `c`".
func probesIn(line string) []string {
	var names []string
	for _, found := range probeName.FindAllString(line, -1) {
		for _, part := range strings.Split(found, "`")[1:] {
			if name := strings.Trim(part, " ,"); name != "" && name != "and" {
				names = append(names, name)
			}
		}
	}
	return names
}
