package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// measure reads every Go file of the repository that somebody wrote. What belongs to no folder is in ".".
func measure(repository fs.FS) ([]figures, error) {
	folders := map[string]*figures{}
	err := fs.WalkDir(repository, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && skipped(name):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		text, err := fs.ReadFile(repository, name)
		if err != nil {
			return err
		}
		folder := topFolder(name)
		if folders[folder] == nil {
			folders[folder] = &figures{folder: folder}
		}
		return folders[folder].add(name, text)
	})
	var sorted []figures
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		sorted = append(sorted, *folders[folder])
	}
	return sorted, err
}

// skipped folders are those that the go command passes over, too.
func skipped(folder string) bool {
	base := path.Base(folder)
	return base == "testdata" || base == "vendor" || base != "." && strings.ContainsAny(base[:1], "._")
}

func topFolder(name string) string {
	folder, _, below := strings.Cut(name, "/")
	if !below {
		return "."
	}
	return folder
}

// add measures one file.
func (f *figures) add(name string, text []byte) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("reading a Go file: %w", err)
	}
	switch {
	case ast.IsGenerated(file):
	case strings.HasSuffix(name, "_test.go"):
		f.testLines += codeLines(text)
	default:
		f.lines += codeLines(text)
		f.declarations(fset, file)
	}
	return nil
}

// codeLines counts the lines on which something other than a comment begins or ends.
func codeLines(text []byte) int {
	file := token.NewFileSet().AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, text, nil, 0)
	lines := map[int]bool{}
	for {
		at, tok, literal := s.Scan()
		if tok == token.EOF {
			return len(lines)
		}
		if tok == token.SEMICOLON && literal == "\n" {
			continue // The one that Go puts at the end of a line.
		}
		first := file.Line(at)
		for line := first; line <= first+strings.Count(literal, "\n"); line++ {
			lines[line] = true
		}
	}
}

func (f *figures) declarations(fset *token.FileSet, file *ast.File) {
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			f.function(fset, d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				f.spec(fset, d, spec)
			}
		}
	}
}

func (f *figures) function(fset *token.FileSet, d *ast.FuncDecl) {
	if d.Body != nil {
		first, last := fset.Position(d.Body.Lbrace).Line, fset.Position(d.Body.Rbrace).Line
		f.functions = append(f.functions, last-first+1)
	}
	if d.Recv == nil || ast.IsExported(receiver(d.Recv.List[0].Type)) {
		f.name(fset, d.Name, d.Doc)
	}
}

// receiver is the name of a method's type, without pointer and type parameters.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	default:
		return ""
	}
}

// spec counts the names of one line of a declaration. The comment of a group is for all of it, and so is that
// at the end of a line.
func (f *figures) spec(fset *token.FileSet, d *ast.GenDecl, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		f.name(fset, s.Name, d.Doc, s.Doc, s.Comment)
	case *ast.ValueSpec:
		for _, name := range s.Names {
			f.name(fset, name, d.Doc, s.Doc, s.Comment)
		}
	}
}

// name counts a name that is exported, and whether one of the comments is there.
func (f *figures) name(fset *token.FileSet, name *ast.Ident, comments ...*ast.CommentGroup) {
	if !name.IsExported() {
		return
	}
	f.exported++
	if !slices.ContainsFunc(comments, func(c *ast.CommentGroup) bool { return c != nil }) {
		f.undocumented = append(f.undocumented, fset.Position(name.Pos()).String()+" "+name.Name)
	}
}
