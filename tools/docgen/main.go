// Command docgen writes the documents that follow from the code: the tables of README.md and
// docs/simulation.md, and of the policy pack the pages under docs/rules, the configuration files and their
// schema; and the schema of a stack's file.
//
//	go run ./tools/docgen [-check]
//
// It runs at the root of the repository. With -check nothing is written, and every document that differs from
// the code is an error.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"private-acr/policy/rules"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when a document differs from the code")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "docgen:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	root, err := os.OpenRoot(".")
	if err != nil {
		return fmt.Errorf("opening the repository: %w", err)
	}
	defer func() { _ = root.Close() }()
	documents, err := render(root.FS(), rules.Subjects())
	if err != nil {
		return err
	}
	repository := tree{root: root, folders: []string{rulesFolder}}
	if !check {
		return repository.write(documents)
	}
	if err := repository.check(documents); err != nil {
		return fmt.Errorf("documents differ from the code; run `make generate`:\n%w", err)
	}
	return nil
}

// render makes every document, from the rules and from what the repository has beside its Go code.
func render(repository fs.FS, subjects []rules.Subject) ([]document, error) {
	all, err := load(repository, subjects)
	if err != nil {
		return nil, err
	}
	marked, markedErr := markedDocuments(repository)
	listed, listErr := index(all)
	mapped, mapErr := catalogs(all)
	pages, pagesErr := rulePages(all)
	documents := slices.Concat(marked, []document{settingsSchema(), listed, mapped, schema(all.pack)},
		configurations(all.pack), pages)
	return documents, errors.Join(markedErr, listErr, mapErr, pagesErr)
}
