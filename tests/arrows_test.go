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
	"":         {"settings", "platform", "internal/arm"},
	"spec":     {"internal/azure"},
	"settings": {"spec", "internal/schema", "internal/azure"},
	"platform": {"spec", "settings", "components", "internal/component", "internal/azure"},
	"components": {
		"spec", "components", "internal/azure", "internal/arm", "internal/component", "internal/schema",
	},
	"internal/azure":       {},
	"internal/schema":      {"spec", "internal/azure"},
	"internal/catalog":     {"internal/azure"},
	"internal/component":   {"spec", "internal/schema"},
	"internal/arm":         {"internal/azure"},
	"internal/scratch":     {},
	"policy/rule":          {"internal/catalog"},
	"policy/rules":         {"policy/rule", "policy/rules", "internal/azure", "internal/catalog"},
	"policy/configuration": {"policy/rule", "internal/azure"},
	"policy/report":        {"policy/rule", "policy/configuration"},
	"policy/protocol":      {"policy/rule", "policy/configuration", "policy/report"},
	"policy":               {"policy/configuration", "policy/protocol", "policy/rules"},
	// Examples of rules, for tests and for their documentation.
	"policy/fixture":  {"policy/rule", "internal/catalog"},
	"policy/ruletest": {"policy/rule", "policy/fixture"},
	"policy/packtest": {"policy/rule", "policy/protocol"},
	// Recovery links no azure-native, so that it is built and tested in seconds.
	"automation": {
		"automation/recovery", "automation/internal/cli", "platform", "settings", "internal/arm",
	},
	"automation/recovery":     {"internal/catalog"},
	"automation/internal/cli": {},
	"azuresim":                {"azuresim", "internal/azure", "internal/catalog"},
	"cmd/azuresim":            {"azuresim", "internal/scratch"},
	"cmd/probe":               {"probe", "azuresim", "internal/azure", "internal/scratch"},
	"probe":                   {"internal/azure", "internal/catalog"},
	"cmd/private-acr":         {"automation", "platform", "internal/scratch"},
	"examples":                {"examples", "platform", "components", "spec"},
	"tests":                   {},
	"tools/collect":           {},
	"tools/figures":           {},
	"tools/mutate":            {"tools/mutate"},
	"tools/docgen": {
		"settings", "platform", "azuresim", "probe", "policy/rule", "policy/rules", "internal/schema",
		"policy/configuration", "policy/report", "policy/protocol", "policy/fixture",
	},
	// Only tests import it; its own imports are those of a component's test.
	"internal/mocktest": {"spec", "internal/component", "internal/azure", "internal/catalog"},
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
