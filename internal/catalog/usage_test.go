package catalog_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"private-acr/internal/catalog"
)

// The ways in which code spells a type of Azure.
var (
	armSpelling = regexp.MustCompile(`^Microsoft\.\w+/[\w/]+$`)
	// operationSpelling is what roles permit, or the beginning of it, which looks like a type.
	operationSpelling = regexp.MustCompile(`(?i)/(read|write|delete|action)?$`)
	tokenSpelling     = regexp.MustCompile(`^(azure-native[^:]*:)?[a-z]+(/v\w+)?:[A-Z]\w+$`)
)

// noTypes look like types and are none with a row.
var noTypes = map[string]string{
	"Microsoft.App/environments":                      "a service that a subnet is delegated to",
	"Microsoft.Insights/diagnosticSettingsCategories": "what a resource can send",
	"Microsoft.KeyVault/deletedVaults":                "what Azure calls a deleted vault",
	"Microsoft.KeyVault/locations/deletedVaults":      "a vault that was deleted",
	"Microsoft.Network/privateDnsZones/ALL":           "the list of all of a zone's record sets",
	"Microsoft.OperationalInsights/deletedWorkspaces": "a workspace that was deleted",
	"Microsoft.Resources/subscriptions":               "what Azure's ids begin with",

	"Microsoft.Resources/subscriptions/resourceGroups": "what Azure Policy calls resource groups",

	"Microsoft.Resources/tenants": "what Azure's ids begin with",
	"resources:Resource":          "azure-native's resource of any type",
}

// TestEveryTypeInTheCodeHasARow reads the project's own source: a type that simulated Azure, a mock or a rule
// knows and the catalogue does not is a second place for facts about types.
func TestEveryTypeInTheCodeHasARow(t *testing.T) {
	t.Parallel()
	found := 0
	for _, path := range sources(t) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			literal, ok := node.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, _ := strconv.Unquote(literal.Value)
			if known, isType := lookUp(text); isType {
				found++
				if !known && noTypes[text] == "" {
					t.Errorf("%s: %q is not in the catalogue", path, text)
				}
			}
			return true
		})
	}
	if found == 0 {
		t.Error("the code names no type at all: this test has nothing to look at")
	}
}

func lookUp(text string) (known, isType bool) {
	switch {
	case operationSpelling.MatchString(text):
		return false, false
	case armSpelling.MatchString(text):
		_, known = catalog.ByARM(text)
		return known, true
	case tokenSpelling.MatchString(text):
		_, known = catalog.ByToken(text)
		return known, true
	}
	return false, false
}

// sources are the project's Go files but for tests, which also need types that do not exist, and tools, which
// are modules of their own.
func sources(t *testing.T) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && (name == "testdata" || name == "tools" || name == ".local" || name == ".git"):
			return filepath.SkipDir
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}
