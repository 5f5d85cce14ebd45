package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
)

// source is one module of the SDK in one version.
type source struct {
	folder  string
	structs map[string]*ast.StructType
	// rules are what functions say of the fields of structs: constructors of resources, by their own names,
	// and those that fill in the defaults of other types, by these types' names.
	rules map[string]rules
	// named are the types that properties have been of so far.
	named map[string]bool
}

// extras is the folder of the module that has the modules which no component needs.
const extras = "tools/azure-native"

func readSource(module, version string) (*source, error) {
	folder, err := moduleFolder(module)
	if err != nil {
		return nil, err
	}
	s := &source{
		folder: filepath.Join(folder, version), structs: map[string]*ast.StructType{},
		rules: map[string]rules{}, named: map[string]bool{},
	}
	shared, err := filepath.Glob(filepath.Join(s.folder, "pulumiTypes*.go"))
	if err != nil {
		return nil, fmt.Errorf("listing %q: %w", s.folder, err)
	}
	for i, path := range shared {
		shared[i] = filepath.Base(path)
	}
	return s, s.parse(shared...)
}

// moduleFolder is where the module's source is: that of a dependency, else that of [extras].
func moduleFolder(module string) (string, error) {
	root, err := output("", "go", "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return "", err
	}
	path := "github.com/pulumi/pulumi-azure-native-sdk/" + module + "/v2"
	if folder, err := output("", "go", "list", "-m", "-f", "{{.Dir}}", path); err == nil && folder != "" {
		return folder, nil
	}
	extra := filepath.Join(root, extras)
	if _, err := output(extra, "go", "mod", "download", path); err != nil {
		return "", err
	}
	return output(extra, "go", "list", "-m", "-f", "{{.Dir}}", path)
}

func output(folder string, command ...string) (string, error) {
	//nolint:gosec,noctx // the commands are constants of this file, and end by themselves
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = folder
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("running %q: %w", command, err)
	}
	return strings.TrimSpace(string(out)), nil
}

// parse reads the structs of files, and what their functions say of the fields.
func (s *source) parse(names ...string) error {
	for _, name := range names {
		path := filepath.Join(s.folder, name)
		file, err := parser.ParseFile(token.NewFileSet(), path, nil,
			parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return fmt.Errorf("reading %q: %w", path, err)
		}
		for _, declared := range file.Decls {
			s.declare(declared)
		}
	}
	return nil
}

func (s *source) declare(declared ast.Decl) {
	switch declared := declared.(type) {
	case *ast.GenDecl:
		for _, spec := range declared.Specs {
			if typ, ok := spec.(*ast.TypeSpec); ok {
				if structure, ok := typ.Type.(*ast.StructType); ok {
					s.structs[typ.Name.Name] = structure
				}
			}
		}
	case *ast.FuncDecl:
		if name, ok := ruled(declared); ok {
			s.rules[name] = rulesIn(declared.Body)
		}
	}
}

// ruled is the name under which the rules in a function are kept, if it is one that has any.
func ruled(function *ast.FuncDecl) (string, bool) {
	name := function.Name.Name
	if function.Recv == nil {
		return name, strings.HasPrefix(name, "New")
	}
	receiver, ok := function.Recv.List[0].Type.(*ast.StarExpr)
	if !ok || name != "Defaults" {
		return "", false
	}
	typ, ok := receiver.X.(*ast.Ident)
	if !ok {
		return "", false
	}
	return typ.Name, true
}

// field is a property of a struct.
type field struct {
	name, goName string
	expr         ast.Expr
	// maintained: the SDK's documentation says that the property's items can be resources of their own.
	maintained bool
}

func (s *source) fields(structure string) []field {
	var fields []field
	for _, f := range s.structs[structure].Fields.List {
		if f.Tag == nil {
			continue
		}
		tag, err := strconv.Unquote(f.Tag.Value)
		name := reflect.StructTag(tag).Get("pulumi")
		if err != nil || name == "" {
			continue
		}
		fields = append(fields, field{
			name: name, goName: f.Names[0].Name, expr: f.Type,
			maintained: strings.Contains(f.Doc.Text(), "also available as standalone resources"),
		})
	}
	return fields
}

// isPlain tells a field that a caller cannot leave out: no pointer, and no list or map, whose zero is nil.
func isPlain(expr ast.Expr) bool {
	name, ok := expr.(*ast.Ident)
	return ok && name.Name != "interface{}" && name.Name != "any"
}

// typeOf writes a type as the file has it, and notes the types that it names.
func (s *source) typeOf(expr ast.Expr) string {
	switch typed := expr.(type) {
	case *ast.StarExpr:
		return s.typeOf(typed.X)
	case *ast.ArrayType:
		return "[]" + s.typeOf(typed.Elt)
	case *ast.MapType:
		return "{}" + s.typeOf(typed.Value)
	case *ast.Ident:
		if basic, ok := basics[typed.Name]; ok {
			return basic
		}
		if s.structs[typed.Name] != nil {
			s.named[typed.Name] = true
			return "@" + typed.Name
		}
	}
	return "any"
}

var basics = map[string]string{"string": "string", "bool": "boolean", "int": "integer", "float64": "number"}

// versionInDoc is how a resource's documentation names its API version; folders of one version name none.
var versionInDoc = regexp.MustCompile(`Azure REST API version:? ([0-9]{4}(?:-\w+)+)`)

func defaultVersion(root, token string) (string, error) {
	_, first := names(token)
	text, err := os.ReadFile(filepath.Join(root, first+".go")) //nolint:gosec // a file of the SDK
	if err != nil {
		return "", fmt.Errorf("reading the default version of %q: %w", token, err)
	}
	found := versionInDoc.FindSubmatch(text)
	if found == nil {
		return "", fmt.Errorf("%s.go does not say its API version", first)
	}
	return string(found[1]), nil
}
