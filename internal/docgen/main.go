// Command docgen writes the tables of README.md that follow from the code.
//
//	go run ./internal/docgen [-check]
//
// A table stands between "<!-- generated: NAME -->" and "<!-- end -->". With -check nothing is written, and
// a table that differs from the code is an error.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
)

const readme = "README.md"

// tables is every generated table by the name of its markers.
var tables = map[string]func() string{
	"settings":  settingsTable,
	"outputs":   outputsTable,
	"durations": durationsTable,
}

var block = regexp.MustCompile(`(?s)(<!-- generated: ([a-z]+) -->\n).*?(<!-- end -->)`)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when a table differs from the code")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "docgen:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	old, err := os.ReadFile(readme)
	if err != nil {
		return fmt.Errorf("reading %s: %w", readme, err)
	}
	current, err := render(old)
	switch {
	case err != nil:
		return fmt.Errorf("rendering %s: %w", readme, err)
	case bytes.Equal(old, current):
		return nil
	case check:
		return fmt.Errorf("the tables of %s differ from the code: run `make generate`", readme)
	}
	//nolint:gosec // A page for everybody to read.
	if err := os.WriteFile(readme, current, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", readme, err)
	}
	return nil
}

// render fills in every table. A marker that names no table, and a table without its markers, are errors:
// otherwise a table could drop out of the page unseen.
func render(page []byte) ([]byte, error) {
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
