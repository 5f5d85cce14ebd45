package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// found is what a package declares.
type found struct {
	// pkg is its name.
	pkg string
	// variables are sorted by file, and as the file has them.
	variables []string
	// imported is the import of the type's package as the files write it; it is empty for a type of the
	// package itself.
	imported string
}

// find looks through the Go files of the folder that are built, in the order of their names. Tests and the
// file to be written are left out.
func (l list) find(folder string) (found, error) {
	pkg, err := build.ImportDir(folder, 0)
	if err != nil {
		return found{}, fmt.Errorf("reading package %q: %w", folder, err)
	}
	result := found{pkg: pkg.Name}
	for _, name := range pkg.GoFiles {
		if name == l.out {
			continue
		}
		whole := filepath.Join(folder, name)
		file, err := parser.ParseFile(token.NewFileSet(), whole, nil, parser.SkipObjectResolution)
		if err != nil {
			return found{}, err
		}
		if err := l.add(&result, file, name); err != nil {
			return found{}, err
		}
	}
	if len(result.variables) == 0 {
		return found{}, fmt.Errorf("package %q declares no variable of type %s", folder, l.typ)
	}
	return result, nil
}

// add collects from one file.
func (l list) add(to *found, file *ast.File, name string) error {
	variables := l.declared(file)
	if len(variables) == 0 {
		return nil
	}
	to.variables = append(to.variables, variables...)
	qualifier, _, qualified := strings.Cut(strings.TrimLeft(l.typ, "*[]"), ".")
	if !qualified {
		return nil
	}
	imported := importOf(file, qualifier)
	if imported == "" {
		return fmt.Errorf("%s does not import a package %q", name, qualifier)
	}
	if to.imported != "" && to.imported != imported {
		return fmt.Errorf("%s imports %s as %q, a file before it %s", name, imported, qualifier, to.imported)
	}
	to.imported = imported
	return nil
}

// declared are the file's variables of the type.
func (l list) declared(file *ast.File) []string {
	var names []string
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range general.Specs {
			if values, ok := spec.(*ast.ValueSpec); ok && general.Tok == token.VAR {
				names = append(names, l.named(values)...)
			}
		}
	}
	return names
}

// named are the variables of one line of a declaration that are of the type. The blank one is a guard of an
// interface.
func (l list) named(spec *ast.ValueSpec) []string {
	var names []string
	for i, name := range spec.Names {
		isType := spec.Type != nil && types.ExprString(spec.Type) == l.typ ||
			spec.Type == nil && i < len(spec.Values) && literalType(spec.Values[i]) == l.typ
		if isType && name.Name != "_" {
			names = append(names, name.Name)
		}
	}
	return names
}

// literalType is the type of a composite literal, or of a pointer to one, as it is written.
func literalType(value ast.Expr) string {
	pointer := ""
	if address, ok := value.(*ast.UnaryExpr); ok && address.Op == token.AND {
		pointer, value = "*", address.X
	}
	literal, ok := value.(*ast.CompositeLit)
	if !ok || literal.Type == nil {
		return ""
	}
	return pointer + types.ExprString(literal.Type)
}

// importOf is the import, as the file writes it, of the package that it calls by that name.
func importOf(file *ast.File, name string) string {
	for _, spec := range file.Imports {
		switch {
		case spec.Name != nil && spec.Name.Name == name:
			return name + " " + spec.Path.Value
		case spec.Name == nil && packageName(spec) == name:
			return spec.Path.Value
		}
	}
	return ""
}

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

// packageName is what a package is called by the habit that its path ends in its name, or in its name and
// its major version. One that has another name is imported with it.
func packageName(spec *ast.ImportSpec) string {
	full, _ := strconv.Unquote(spec.Path.Value)
	if majorVersion.MatchString(path.Base(full)) {
		full = path.Dir(full)
	}
	return path.Base(full)
}
