package settings_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"private-acr/settings"
)

func TestReferenceIsComplete(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, entry := range settings.Reference() {
		if seen[entry.Path] {
			t.Errorf("%s stands twice", entry.Path)
		}
		seen[entry.Path] = true
		parent, _, nested := cutLast(entry.Path)
		if nested && !seen[parent] {
			t.Errorf("%s stands before the object that holds it", entry.Path)
		}
		if entry.Required && entry.Default != "" {
			t.Errorf("%s is required and has the default %q", entry.Path, entry.Default)
		}
		if !entry.Required && entry.Default == "" && entry.Type != "object" {
			t.Errorf("%s is optional and has no default", entry.Path)
		}
		if !strings.HasSuffix(entry.Description, ".") {
			t.Errorf("%s: the description %q is no sentence", entry.Path, entry.Description)
		}
	}
}

func cutLast(path string) (parent, key string, nested bool) {
	i := strings.LastIndex(path, ".")
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// TestEveryFieldIsDocumented holds that whoever reads the package's documentation learns what every field
// means.
func TestEveryFieldIsDocumented(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"settings.go", "consumers.go", "fault.go", "reference.go"} {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			structure, ok := n.(*ast.StructType)
			if !ok {
				return true
			}
			for _, f := range structure.Fields.List {
				if f.Doc == nil {
					t.Errorf("%s: field %v has no comment", file, f.Names)
				}
			}
			return true
		})
	}
}
