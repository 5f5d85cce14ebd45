package main

import (
	"fmt"
	"io/fs"
	"regexp"
)

const readme = "README.md"

// tables is every generated table of README.md by the name of its markers: a table stands between
// "<!-- generated: NAME -->" and "<!-- end -->".
var tables = map[string]func() string{
	"settings":  settingsTable,
	"outputs":   outputsTable,
	"durations": durationsTable,
}

var block = regexp.MustCompile(`(?s)(<!-- generated: ([a-z]+) -->\n).*?(<!-- end -->)`)

func readmeDocument(repository fs.FS) (document, error) {
	old, err := fs.ReadFile(repository, readme)
	if err != nil {
		return document{}, fmt.Errorf("reading %s: %w", readme, err)
	}
	text, err := fill(old)
	if err != nil {
		return document{}, fmt.Errorf("rendering %s: %w", readme, err)
	}
	return document{readme, text}, nil
}

// fill fills in every table. A marker that names no table, and a table without its markers, are errors:
// otherwise a table could drop out of the page unseen.
func fill(page []byte) ([]byte, error) {
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
