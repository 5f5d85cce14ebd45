package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"private-acr/internal/catalog"
)

// versions are the API versions that the components use beside the default ones, by module, as the SDK's
// folders are named.
var versions = map[string]string{"app": "v20250101", "containerregistry": "v20241101preview"}

// heading begins the file.
const heading = `# Written by tools/nativeschema from the Go SDK of azure-native 2.90.0.
# module NAME FOLDER, then its resources and the types that they use.
# resource TOKEN API-VERSION, then its inputs ("in") and outputs ("out").
# A property is NAME TYPE; "!" after the type: required; "~": resources that can be resources of their own;
# "=": the default, as JSON. [] is a list, {} a map, @ a type of the same module and version.
`

// describe writes every type of the modules that the simulation has models of, in every version that is used.
func describe() ([]byte, error) {
	text := bytes.NewBufferString(heading)
	for _, module := range modules() {
		folders, err := foldersOf(module)
		if err != nil {
			return nil, err
		}
		for _, folder := range slices.Sorted(maps.Keys(folders)) {
			source, err := readSource(module, folder)
			if err != nil {
				return nil, err
			}
			fmt.Fprintln(text, "module", module, folder)
			if err := source.describe(text, folders[folder]); err != nil {
				return nil, fmt.Errorf("describing %s %s: %w", module, folder, err)
			}
		}
	}
	return text.Bytes(), nil
}

func modules() []string {
	found := map[string]bool{}
	for _, row := range catalog.All() {
		if row.Model != nil {
			module, _, _ := strings.Cut(row.Token, ":")
			found[module] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// foldersOf are the module's folders of one API version, with the tokens that are wanted of each: those
// whose default version it is, as the documentation in the module's own folder says, and all where the
// components use it. The module's own folder will not do: types of one name in several versions are one
// type there.
func foldersOf(module string) (map[string][]string, error) {
	root, err := moduleFolder(module)
	if err != nil {
		return nil, err
	}
	folders := map[string][]string{}
	for _, row := range catalog.All() {
		if !strings.HasPrefix(row.Token, module+":") {
			continue
		}
		version, err := defaultVersion(root, row.Token)
		if err != nil {
			return nil, err
		}
		standard := "v" + strings.ReplaceAll(version, "-", "")
		folders[standard] = append(folders[standard], row.Token)
		if used, ok := versions[module]; ok && used != standard && has(filepath.Join(root, used), row.Token) {
			folders[used] = append(folders[used], row.Token)
		}
	}
	return folders, nil
}

// has tells whether a folder of the SDK has the resource: a registry's tasks are in few versions.
func has(folder, token string) bool {
	_, first := names(token)
	_, err := os.Stat(filepath.Join(folder, first+".go"))
	return err == nil
}

// describe writes the resources, then the types that they have led to.
func (s *source) describe(text *bytes.Buffer, tokens []string) error {
	for _, token := range tokens {
		if err := s.resource(text, token); err != nil {
			return err
		}
	}
	s.types(text)
	return nil
}

func (s *source) resource(text *bytes.Buffer, token string) error {
	name, first := names(token)
	if err := s.parse(first+".go", "get"+name+".go"); err != nil {
		return err
	}
	parsed, _ := catalog.ParseToken("azure-native:any/" + filepath.Base(s.folder) + ":Any")
	fmt.Fprintf(text, "resource %s %s\n", token, parsed.APIVersion())
	for _, side := range [][2]string{{"in", first + "Args"}, {"out", "Lookup" + name + "Result"}} {
		if s.structs[side[1]] == nil {
			return fmt.Errorf("azure-native has no %s", side[1])
		}
		fmt.Fprintln(text, side[0])
		s.properties(text, side[1], s.rules["New"+name])
	}
	return nil
}

// names are those of a resource: "VirtualNetwork", and with a small letter, as files begin.
func names(token string) (name, first string) {
	_, name, _ = strings.Cut(token, ":")
	return name, strings.ToLower(name[:1]) + name[1:]
}

// types writes the types that properties have named, and those that these name, in order.
func (s *source) types(text *bytes.Buffer) {
	written := map[string]bool{}
	for len(written) < len(s.named) {
		for _, name := range slices.Sorted(maps.Keys(s.named)) {
			if !written[name] {
				written[name] = true
				fmt.Fprintf(text, "type %s\n", name)
				s.properties(text, name, s.rules[name])
			}
		}
	}
}

// properties writes the fields of a struct, with what its functions say of them.
func (s *source) properties(text *bytes.Buffer, structure string, said rules) {
	isInput := !strings.HasPrefix(structure, "Lookup") && !strings.Contains(structure, "Response")
	for _, field := range s.fields(structure) {
		line := field.name + " " + s.typeOf(field.expr)
		if isInput && (isPlain(field.expr) || said.required[field.goName]) {
			line += " !"
		}
		if isInput && field.maintained {
			line += " ~"
		}
		if value, ok := said.defaults[field.goName]; ok && isInput {
			line += " =" + value
		}
		fmt.Fprintln(text, " "+line)
	}
}
