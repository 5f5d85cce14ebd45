package armschema_test

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
	for _, native := range modelled(t) {
		t.Run(native.row.Token, func(t *testing.T) {
			t.Parallel()
			versions := native.versions(t)
			ever := map[string]bool{}
			for _, version := range slices.Sorted(maps.Keys(versions)) {
				native.compare(t, version, versions[version], ever)
				maps.Copy(ever, versions[version])
			}
		})
	}
}

// compare looks at one api-version, whose properties are given, after all older ones, whose properties are
// those that there ever were.
func (n native) compare(t *testing.T, version string, has, ever map[string]bool) {
	t.Helper()
	lacks := n.row.Lacks(version)
	for _, path := range lacks {
		if has[path] {
			t.Errorf("%s has %s, the catalogue says otherwise", version, path)
		}
	}
	for _, added := range n.row.Added {
		if ever[added.Path] && !has[added.Path] && !slices.Contains(lacks, added.Path) {
			t.Errorf("%s lacks %s, the catalogue says otherwise", version, added.Path)
		}
	}
	for path := range has {
		own, isOwn := strings.CutPrefix(path, "properties.")
		if isOwn && !strings.Contains(own, ".") && !ever[path] && len(ever) > 0 && !n.isAdded(path) {
			t.Errorf("%s came with %s, which the catalogue does not say", path, version)
		}
	}
}

func (n native) isAdded(path string) bool {
	return slices.ContainsFunc(n.row.Added, func(a catalog.Added) bool { return a.Path == path })
}

// versions are the paths of the properties that each api-version takes, for those that the SDK has a module
// of.
func (n native) versions(t *testing.T) map[string]map[string]bool {
	t.Helper()
	name, _ := catalog.ParseToken("azure-native:" + n.row.Token)
	root := readModule(t, name.Module).folders
	files, err := filepath.Glob(filepath.Join(root[len(root)-1], "v*", n.file()))
	if err != nil {
		t.Fatal(err)
	}
	versions := map[string]map[string]bool{}
	for _, file := range files {
		folder := filepath.Dir(file)
		version := catalog.ResourceToken{Version: filepath.Base(folder)}.APIVersion()
		if version >= oldestVersion {
			versions[version] = n.pathsIn(t, folder)
		}
	}
	return versions
}

// file is where the SDK has the type.
func (n native) file() string {
	name, _ := catalog.ParseToken("azure-native:" + n.row.Token)
	return strings.ToLower(name.Name[:1]) + name.Name[1:] + ".go"
}

func (n native) pathsIn(t *testing.T, folder string) map[string]bool {
	t.Helper()
	p := &sdkPackage{folders: []string{folder}, structs: map[string]*ast.StructType{}}
	p.parse(t, "pulumiTypes*.go")
	inputs := p.sampleOf(t, n.file(), strings.TrimSuffix(n.file(), ".go")+"Args")
	for _, key := range n.row.Path.Parameters() {
		delete(inputs, key)
	}
	paths := map[string]bool{}
	collect("", n.model.Inputs(inputs), paths)
	return paths
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

// TestAddedPropertiesAreOfTheModel finds a path that leads nowhere.
func TestAddedPropertiesAreOfTheModel(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		for _, added := range row.Added {
			if !leads(row, added.Path) {
				t.Errorf("%s has no %s", row.Token, added.Path)
			}
		}
	}
}

func leads(row catalog.Type, path string) bool {
	model, _ := armschema.For(row.ARM)
	shape := model.Shape
	for name := range strings.SplitSeq(path, ".") {
		for shape != nil && shape.Element() != nil {
			shape = shape.Element()
		}
		if shape == nil {
			return false
		}
		shape = shape.Properties()[name]
	}
	return shape != nil
}
