package tests

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows says, for each part of the project, which other parts it may import. docs/design.md has the table
// with the reasons; a part that is not listed here fails the test, so that a new one is placed on purpose.
var arrows = map[string][]string{
	"":                   {"settings", "platform", "internal/arm"},
	"settings":           {"internal/azure"},
	"platform":           {"settings", "components", "internal/component", "internal/azure"},
	"components":         {"components", "internal/azure", "internal/arm", "internal/component"},
	"internal/azure":     {},
	"internal/catalog":   {"internal/azure"},
	"internal/component": {},
	"internal/arm":       {"internal/azure"},
	"internal/driver":    {"internal/catalog"},
	"internal/docgen": {
		"settings", "platform", "azuresim", "policy/rule", "policy/rules", "policy/pack", "policy/fixture",
	},
	"policy/rule":  {"internal/catalog"},
	"policy/rules": {"policy/rule", "policy/rules", "internal/azure"},
	"policy/pack":  {"policy/rule", "internal/azure"},
	"policy":       {"policy/pack", "policy/rules"},
	// Examples of rules, for tests and for their documentation.
	"policy/fixture":  {"policy/rule", "internal/catalog"},
	"policy/ruletest": {"policy/rule", "policy/fixture"},
	"policy/packtest": {"policy/rule", "policy/pack"},
	"policy/mutation": {},
	"automation":      {},
	"azuresim":        {"azuresim", "internal/azure", "internal/catalog"},
	"cmd/azuresim":    {"azuresim"},
	"cmd/private-acr": {"internal/driver"},
	"examples":        {"examples", "platform", "components"},
	"tests":           {},
	// Only tests import it; its own imports are those of a component's test.
	"internal/mocktest": {"internal/component", "internal/azure", "internal/catalog"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func TestImportsFollowTheArrows(t *testing.T) {
	t.Parallel()
	for _, p := range projectPackages(t) {
		from, known := part(p.ImportPath)
		if !known {
			t.Errorf("package %s is in no part of the project: place it in the table of arrows", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			to, known := part(imported)
			if known && !slices.Contains(arrows[from], to) {
				t.Errorf("%s imports %s, but %q may import only %q",
					p.ImportPath, imported, from, arrows[from])
			}
		}
	}
}

// part finds the part of the project that an import path belongs to: the longest that it starts with.
func part(path string) (string, bool) {
	inside, ours := strings.CutPrefix(path+"/", "private-acr/")
	if !ours {
		return "", false
	}
	best, found := "", inside == ""
	for name := range arrows {
		if name != "" && strings.HasPrefix(inside, name+"/") && len(name) > len(best) {
			best, found = name, true
		}
	}
	return best, found
}

func projectPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "private-acr/...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("listing the project's packages: %v", err)
	}
	var packages []goPackage
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
