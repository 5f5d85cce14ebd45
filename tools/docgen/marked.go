package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
)

// markedPages are the pages that somebody writes and that have generated tables, by the name of their
// markers: a table stands between "<!-- generated: NAME -->" and "<!-- end -->".
var markedPages = map[string]map[string]func() string{
	"README.md": {
		"settings":  settingsTable,
		"outputs":   outputsTable,
		"durations": durationsTable,
	},
	"docs/simulation.md": {
		"probes": probesTable,
	},
}

var block = regexp.MustCompile(`(?s)(<!-- generated: ([a-z]+) -->\n).*?(<!-- end -->)`)

func markedDocuments(repository fs.FS) ([]document, error) {
	var documents []document
	var errs []error
	for name, tables := range markedPages {
		old, err := fs.ReadFile(repository, name)
		if err != nil {
			errs = append(errs, fmt.Errorf("reading %s: %w", name, err))
			continue
		}
		text, err := fill(old, tables)
		if err != nil {
			errs = append(errs, fmt.Errorf("rendering %s: %w", name, err))
		}
		documents = append(documents, document{name, text})
	}
	return documents, errors.Join(errs...)
}

// fill fills in every table. A marker that names no table, and a table without its markers, are errors:
// otherwise a table could drop out of the page unseen.
func fill(page []byte, tables map[string]func() string) ([]byte, error) {
	filled := map[string]bool{}
	var unknown []string
	result := block.ReplaceAllFunc(page, func(match []byte) []byte {
		parts := block.FindSubmatch(match)
		name := string(parts[2])
		table, known := tables[name]
		if !known {
			unknown = append(unknown, name)
			return match
		}
		filled[name] = true
		return []byte(string(parts[1]) + table() + string(parts[3]))
	})
	if len(unknown) > 0 {
		return nil, fmt.Errorf("no table is called %q", unknown)
	}
	for name := range tables {
		if !filled[name] {
			return nil, fmt.Errorf("the markers of table %q are missing", name)
		}
	}
	return result, nil
}
