package armschema_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"private-acr/azuresim/armschema"
	"private-acr/internal/catalog"
)

// native is a row of the catalogue beside what azure-native's Go SDK has for it.
type native struct {
	row   catalog.Type
	model armschema.Model
	// inputs, and outputs as a getter returns them, are samples with every property that there can be.
	inputs, outputs map[string]any
	// apiVersion is the one of a token without a version.
	apiVersion string
}

// withoutSDK are the modules of azure-native that no component needs: they are no dependency of ours.
var withoutSDK = []string{"insights", "keyvault", "operationalinsights", "web"}

// natives are the rows whose modules are dependencies.
func natives(t *testing.T) []native {
	t.Helper()
	var all []native
	packages := map[string]*sdkPackage{}
	for _, row := range catalog.All() {
		name, _ := catalog.ParseToken("azure-native:" + row.Token)
		if slices.Contains(withoutSDK, name.Module) {
			continue
		}
		if packages[name.Module] == nil {
			packages[name.Module] = readModule(t, name.Module)
		}
		model, _ := armschema.For(row.ARM)
		first := strings.ToLower(name.Name[:1]) + name.Name[1:]
		all = append(all, native{
			row: row, model: model,
			inputs:  packages[name.Module].sampleOf(t, first+".go", first+"Args"),
			outputs: packages[name.Module].sampleOf(t, "get"+name.Name+".go", "Lookup"+name.Name+"Result"),

			apiVersion: packages[name.Module].defaultVersion(t, first+".go"),
		})
	}
	return all
}

// modelled leaves out the rows that have no model, each for the reason in it.
func modelled(t *testing.T) []native {
	t.Helper()
	return slices.DeleteFunc(natives(t), func(n native) bool { return n.row.Model == nil })
}

// sdkPackage is a module of azure-native's Go SDK. It is read from its source: to import it would take
// minutes to compile, and each new type would have to be listed here.
type sdkPackage struct {
	// folders are that of the API version that the components use, if it is not the default, and that of the
	// default ones.
	folders []string
	structs map[string]*ast.StructType
}

// componentVersions are the API versions that the components use where these are not the default.
var componentVersions = map[string]string{"app": "v20250101", "containerregistry": "v20241101preview"}

func readModule(t *testing.T, module string) *sdkPackage {
	t.Helper()
	path := "github.com/pulumi/pulumi-azure-native-sdk/" + module + "/v2"
	out, err := exec.CommandContext(t.Context(), "go", "list", "-find", "-f", "{{.Dir}}", path).Output()
	if err != nil {
		t.Fatalf("finding the source of %s: %v", path, err)
	}
	folder := strings.TrimSpace(string(out))
	p := &sdkPackage{folders: []string{folder}, structs: map[string]*ast.StructType{}}
	if version, ok := componentVersions[module]; ok {
		p.folders = []string{filepath.Join(folder, version), folder}
	}
	// What the components' version does not have, such as a registry's tasks, is that of the default ones.
	for _, folder := range slices.Backward(p.folders) {
		(&sdkPackage{folders: []string{folder}, structs: p.structs}).parse(t, "pulumiTypes*.go")
	}
	return p
}

// parse reads the structs of the files that the pattern matches, in the first folder that has any.
func (p *sdkPackage) parse(t *testing.T, pattern string) {
	t.Helper()
	var paths []string
	for _, folder := range p.folders {
		if paths, _ = filepath.Glob(filepath.Join(folder, pattern)); len(paths) > 0 {
			break
		}
	}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if spec, ok := node.(*ast.TypeSpec); ok {
				if structure, ok := spec.Type.(*ast.StructType); ok {
					p.structs[spec.Name.Name] = structure
				}
			}
			return true
		})
	}
}

// versionInDoc is how a resource's documentation names its API version.
var versionInDoc = regexp.MustCompile(`Azure REST API version:? ([0-9]{4}(?:-\w+)+)`)

func (p *sdkPackage) defaultVersion(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.folders[len(p.folders)-1], file))
	if err != nil {
		t.Fatal(err)
	}
	found := versionInDoc.FindSubmatch(text)
	if found == nil {
		t.Fatalf("%s does not say its API version", file)
	}
	return string(found[1])
}

func (p *sdkPackage) sampleOf(t *testing.T, file, name string) map[string]any {
	t.Helper()
	p.parse(t, file)
	if p.structs[name] == nil {
		t.Fatalf("azure-native has no %s in %q", name, p.folders)
	}
	return p.sampleStruct(p.structs[name], 0)
}

// maxDepth bounds samples of types that refer to themselves.
const maxDepth = 7

// sample builds a value of the type, a text where the type is none of those below.
func (p *sdkPackage) sample(t ast.Expr, depth int) any {
	switch typed := t.(type) {
	case *ast.StarExpr:
		return p.sample(typed.X, depth)
	case *ast.ArrayType:
		return []any{p.sample(typed.Elt, depth+1)}
	case *ast.MapType:
		return map[string]any{"key": p.sample(typed.Value, depth+1)}
	case *ast.Ident:
		switch typed.Name {
		case "bool":
			return true
		case "int", "float64":
			return 1.0
		}
		if structure := p.structs[typed.Name]; structure != nil {
			return p.sampleStruct(structure, depth)
		}
	}
	return "text"
}

// sampleStruct builds a value with every property that the pulumi tags name.
func (p *sdkPackage) sampleStruct(structure *ast.StructType, depth int) map[string]any {
	fields := make(map[string]any)
	if depth > maxDepth {
		return fields
	}
	for _, field := range structure.Fields.List {
		if field.Tag == nil {
			continue
		}
		tag, _ := strconv.Unquote(field.Tag.Value)
		fields[reflect.StructTag(tag).Get("pulumi")] = p.sample(field.Type, depth+1)
	}
	return fields
}
