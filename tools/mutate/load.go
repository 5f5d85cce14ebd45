package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// listed is a package as the go command lists it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	DepOnly                 bool
}

// source is a package to be mutated.
type source struct {
	listed
	fset  *token.FileSet
	files []*ast.File
	texts []string
	pkg   *types.Package
	info  *types.Info
}

// load parses the packages of the patterns, as seen from the working folder, and finds out their types.
func load(ctx context.Context, patterns []string) ([]*source, error) {
	packages, err := list(ctx, patterns)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, p := range packages {
		exports[p.ImportPath] = p.Export
	}
	fset := token.NewFileSet()
	compiled := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})
	var sources []*source
	for _, p := range packages {
		if p.DepOnly {
			continue
		}
		s := &source{listed: p, fset: fset}
		if err := s.read(compiled); err != nil {
			return nil, fmt.Errorf("reading package %s: %w", p.ImportPath, err)
		}
		sources = append(sources, s)
	}
	return sources, nil
}

func list(ctx context.Context, patterns []string) ([]listed, error) {
	arguments := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,DepOnly", "--"}
	output, err := run(ctx, ".", append(arguments, patterns...))
	if err != nil {
		return nil, err
	}
	var packages []listed
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the list of packages: %w", err)
		}
		packages = append(packages, p)
	}
}

// run is the output of a go command.
func run(ctx context.Context, folder string, arguments []string) ([]byte, error) {
	command := exec.CommandContext(ctx, "go", arguments...) //nolint:gosec // They are this package's own.
	command.Dir = folder
	var problems bytes.Buffer
	command.Stderr = &problems
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("running go %s: %w\n%s", arguments[0], err, problems.String())
	}
	return output, nil
}

func (s *source) read(compiled types.Importer) error {
	for _, name := range s.GoFiles {
		text, err := os.ReadFile(filepath.Join(s.Dir, name)) //nolint:gosec // A source that go list named.
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s.files = append(s.files, file)
		s.texts = append(s.texts, string(text))
	}
	s.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{},
		Uses:  map[*ast.Ident]types.Object{},
	}
	pkg, err := (&types.Config{Importer: compiled}).Check(s.ImportPath, s.fset, s.files, s.info)
	s.pkg = pkg
	return err
}

// basic is the kind of a value of a type that has no name, bool for example, and else none.
func (s *source) basic(e ast.Expr) types.BasicKind {
	kind, ok := s.info.TypeOf(e).(*types.Basic)
	if !ok || !s.info.Types[e].IsValue() {
		return types.Invalid
	}
	if typed, ok := types.Default(kind).(*types.Basic); ok {
		kind = typed
	}
	return kind.Kind()
}

// isConstant says that the compiler knows the value.
func (s *source) isConstant(e ast.Expr) bool { return s.info.Types[e].Value != nil }
