package main

import (
	"go/ast"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"private-acr/azuresim/armschema"
	"private-acr/internal/catalog"
)

// oldestVersion is the oldest api-version that the catalogue is held to: nothing here uses older ones.
const oldestVersion = "2022-10-01"

// TestAddedPropertiesAgreeWithAzureNative holds what the catalogue says of api-versions to the modules that
// azure-native's SDK has for many of them. What they say of properties right below "properties" has to be in
// the catalogue; deeper ones are there as far as somebody here may use them.
func TestAddedPropertiesAgreeWithAzureNative(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		if row.Model == nil {
			continue
		}
		t.Run(row.Token, func(t *testing.T) {
			t.Parallel()
			versions := versionsOf(t, row)
			ever := map[string]bool{}
			for _, version := range slices.Sorted(maps.Keys(versions)) {
				compareAdded(t, row, version, versions[version], ever)
				maps.Copy(ever, versions[version])
			}
		})
	}
}

// compareAdded looks at one api-version, whose properties are given, after all older ones, whose properties
// are those that there ever were.
func compareAdded(t *testing.T, row catalog.Type, version string, has, ever map[string]bool) {
	t.Helper()
	lacks := row.Lacks(version)
	for _, path := range lacks {
		if has[path] {
			t.Errorf("%s has %s, the catalogue says otherwise", version, path)
		}
	}
	for _, added := range row.Added {
		if ever[added.Path] && !has[added.Path] && !slices.Contains(lacks, added.Path) {
			t.Errorf("%s lacks %s, the catalogue says otherwise", version, added.Path)
		}
	}
	isAdded := func(path string) bool {
		return slices.ContainsFunc(row.Added, func(a catalog.Added) bool { return a.Path == path })
	}
	for path := range has {
		own, isOwn := strings.CutPrefix(path, "properties.")
		if isOwn && !strings.Contains(own, ".") && !ever[path] && len(ever) > 0 && !isAdded(path) {
			t.Errorf("%s came with %s, which the catalogue does not say", path, version)
		}
	}
}

// versionsOf are the paths of the properties that each api-version takes, for those that the SDK has a module
// of.
func versionsOf(t *testing.T, row catalog.Type) map[string]map[string]bool {
	t.Helper()
	module, _, _ := strings.Cut(row.Token, ":")
	root, err := moduleFolder(module)
	if err != nil {
		t.Fatal(err)
	}
	_, first := names(row.Token)
	files, err := filepath.Glob(filepath.Join(root, "v*", first+".go"))
	if err != nil {
		t.Fatal(err)
	}
	versions := map[string]map[string]bool{}
	for _, file := range files {
		folder := filepath.Base(filepath.Dir(file))
		version := catalog.ResourceToken{Version: folder}.APIVersion()
		if version >= oldestVersion {
			versions[version] = pathsIn(t, row, module, folder)
		}
	}
	return versions
}

func pathsIn(t *testing.T, row catalog.Type, module, folder string) map[string]bool {
	t.Helper()
	s, err := readSource(module, folder)
	if err != nil {
		t.Fatal(err)
	}
	_, first := names(row.Token)
	if err := s.parse(first + ".go"); err != nil {
		t.Fatal(err)
	}
	inputs := s.sampleOf(first+"Args", 0)
	for _, key := range row.Path.Parameters() {
		delete(inputs, key)
	}
	model, _ := armschema.For(row.ARM)
	paths := map[string]bool{}
	collect("", model.Inputs(inputs), paths)
	return paths
}

// maxDepth bounds samples of types that refer to themselves.
const maxDepth = 7

// sampleOf builds a value with every property.
func (s *source) sampleOf(structure string, depth int) map[string]any {
	sample := map[string]any{}
	if depth > maxDepth {
		return sample
	}
	for _, f := range s.fields(structure) {
		sample[f.name] = s.sample(f.expr, depth+1)
	}
	return sample
}

// sample builds a value of the type, a text where the type is none of those below.
func (s *source) sample(expr ast.Expr, depth int) any {
	switch typed := expr.(type) {
	case *ast.StarExpr:
		return s.sample(typed.X, depth)
	case *ast.ArrayType:
		return []any{s.sample(typed.Elt, depth+1)}
	case *ast.MapType:
		return map[string]any{"key": s.sample(typed.Value, depth+1)}
	case *ast.Ident:
		if s.structs[typed.Name] != nil {
			return s.sampleOf(typed.Name, depth)
		}
	}
	return "text"
}

// collect adds the paths of everything in a body; lists leave no trace in them.
func collect(at string, value any, paths map[string]bool) {
	switch items := value.(type) {
	case map[string]any:
		for key, item := range items {
			path := strings.TrimPrefix(at+"."+key, ".")
			paths[path] = true
			collect(path, item, paths)
		}
	case []any:
		for _, item := range items {
			collect(at, item, paths)
		}
	}
}
