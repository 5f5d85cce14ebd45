package catalog_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// TestEveryRowIsComplete holds each row to what a row must say.
func TestEveryRowIsComplete(t *testing.T) {
	t.Parallel()
	for _, row := range append(catalog.All(), catalog.Parts()...) {
		t.Run(row.ARM+row.Token, func(t *testing.T) {
			t.Parallel()
			if (row.Token == "") == (row.NoToken == "") {
				t.Errorf("a token, or why there is none: %q, %q", row.Token, row.NoToken)
			}
			if row.Noun == "" || row.APIVersion == "" {
				t.Errorf("noun %q, API version %q", row.Noun, row.APIVersion)
			}
			if (len(row.ReplaceOn) == 0) != (row.ReplaceSource == "") {
				t.Errorf("%v replaces; source %q", row.ReplaceOn, row.ReplaceSource)
			}
			checkName(t, row)
			checkModel(t, row)
		})
	}
}

func checkName(t *testing.T, row catalog.Type) {
	t.Helper()
	if (row.Name == "") == (row.NoName == "") {
		t.Errorf("a rule for names, or why there is none: %q, %q", row.Name, row.NoName)
	}
	if err := azure.CheckName(row.Name, "?"); row.Name != "" && strings.Contains(err.Error(), "no rule") {
		t.Error(err)
	}
}

func checkModel(t *testing.T, row catalog.Type) {
	t.Helper()
	if (row.Model == nil) == (row.NoModel == "") {
		t.Fatalf("a model, or why there is none: %T, %q", row.Model, row.NoModel)
	}
	for _, model := range []any{row.Model, row.Request, row.Preview} {
		if model == nil {
			continue
		}
		if !reflect.ValueOf(model).IsZero() {
			t.Errorf("%T is no zero value", model)
		}
		if err := json.Unmarshal([]byte("{}"), reflect.New(reflect.TypeOf(model)).Interface()); err != nil {
			t.Error(err)
		}
	}
}

// TestEveryPathIsThatOfItsType finds the ARM type in the path. A parameter in its place, such as the type of
// a DNS record, may stand for any word.
func TestEveryPathIsThatOfItsType(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		path := string(row.Path)
		at := strings.LastIndex(path, "/providers/")
		if at < 0 && row.Token == catalog.ResourceGroup.Token {
			continue // the one resource that is below no provider
		}
		words := strings.Split(path[at+len("/providers/"):], "/")
		found := words[:1]
		for i := 1; i < len(words); i += 2 {
			found = append(found, words[i])
		}
		want := strings.Split(row.ARM, "/")
		if len(words)%2 == 0 || len(found) != len(want) {
			t.Errorf("%s: path %q is not one of %q", row.Token, path, row.ARM)
			continue
		}
		for i, word := range found {
			if word != want[i] && !strings.HasPrefix(word, "{") {
				t.Errorf("%s: %q in the path, %q in the type", row.Token, word, want[i])
			}
		}
	}
}

// TestExtensionsAreOnOthers finds a path that begins with another resource's id.
func TestExtensionsAreOnOthers(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		if strings.HasPrefix(string(row.Path), "/{") && !row.Extension {
			t.Errorf("%s is on other resources, but no extension", row.Token)
		}
	}
}

// TestRowsOfOneTypeAgree is about rows that differ only in how azure-native says what the resource is on.
func TestRowsOfOneTypeAgree(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		first, ok := catalog.ByARM(strings.ToUpper(row.ARM))
		if !ok || first.ARM != row.ARM {
			t.Fatalf("%q is found as %q", row.ARM, first.ARM)
		}
		alike := reflect.TypeOf(first.Model) == reflect.TypeOf(row.Model) && first.Noun == row.Noun &&
			first.Untagged == row.Untagged && first.Extension == row.Extension &&
			first.Location == row.Location
		if !alike {
			t.Errorf("%s and %s are both %q and disagree", first.Token, row.Token, row.ARM)
		}
	}
}

// TestEveryRowIsListed finds the variables of rows in the source: a row that is in no list is not found.
func TestEveryRowIsListed(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	written := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if isRow(node) {
				written++
			}
			return true
		})
	}
	if listed := len(catalog.All()) + len(catalog.Parts()); written != listed {
		t.Errorf("%d rows are written and %d are in a list", written, listed)
	}
}

// isRow finds Type{…} with something in it.
func isRow(node ast.Node) bool {
	literal, ok := node.(*ast.CompositeLit)
	if !ok || len(literal.Elts) == 0 {
		return false
	}
	name, ok := literal.Type.(*ast.Ident)
	return ok && name.Name == "Type"
}

func TestNoTwoRowsShareAToken(t *testing.T) {
	t.Parallel()
	taken := map[string]string{}
	for _, row := range catalog.All() {
		for _, name := range append([]string{row.Token}, row.Aliases...) {
			if other, ok := taken[strings.ToLower(name)]; ok {
				t.Errorf("%q names %s and %s", name, other, row.Token)
			}
			taken[strings.ToLower(name)] = row.Token
		}
	}
}
