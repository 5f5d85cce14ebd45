// Command collect writes the list of the variables of one type that a package declares, so that a new one
// needs a file of its own and no line in a list kept by hand. Packages call it with
//
//	//go:generate go run private-acr/tools/collect -type rule.Rule -func Rules -out rules.gen.go
//
// It reads the package's syntax only and works where the package does not compile yet, as is the case as long
// as the list itself is missing. The variables are those at package level that are given a literal of the
// type, as the file writes it, or are declared to be of it:
//
//	var adminDisabled = rule.Rule{…}
//	var registries = &kind{…} // -type *kind
//	var pullToken credential.Way = newToken()
//
// With -check, or with the variable COLLECT_CHECK in the environment (for go generate, whose lines are
// fixed), nothing is written, and a list that differs from the package's variables is an error.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// list is what to collect, and where to.
type list struct {
	// typ is the type of the variables, as the package's files write it: "rule.Rule", "*kind".
	typ string
	// function returns the list, and doc is its comment, without slashes.
	function, doc string
	// out is the file to write in the package's folder.
	out string
}

func main() {
	var l list
	flag.StringVar(&l.typ, "type", "", "the `type` of the variables, as the package writes it")
	flag.StringVar(&l.function, "func", "", "the `name` of the function that returns them")
	flag.StringVar(&l.out, "out", "", "the `file` to write")
	flag.StringVar(&l.doc, "doc", "", "the function's comment (default one that says what it returns)")
	asked := os.Getenv("COLLECT_CHECK") != ""
	check := flag.Bool("check", asked, "write nothing; fail when the file is stale")
	flag.Parse()
	if err := l.run(".", *check); err != nil {
		fmt.Fprintln(os.Stderr, "collect:", err)
		os.Exit(1)
	}
}

// run writes the list of the package in the folder, or checks it.
func (l list) run(folder string, check bool) error {
	if l.typ == "" || l.function == "" || l.out == "" {
		return errors.New("-type, -func and -out are required")
	}
	found, err := l.find(folder)
	if err != nil {
		return err
	}
	source, err := l.render(found)
	if err != nil {
		return err
	}
	file := filepath.Join(folder, l.out)
	if check {
		return compare(file, source)
	}
	return os.WriteFile(file, source, 0o644) //nolint:gosec // A source file is for everybody to read.
}

// compare fails when the file is not as it would be written.
func compare(file string, want []byte) error {
	got, err := os.ReadFile(file) //nolint:gosec // The file that the command line names.
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !bytes.Equal(got, want) {
		return fmt.Errorf("%s differs from what the package declares; run `make generate`", file)
	}
	return nil
}
