package main

import (
	"strconv"

	"private-acr/policy/rule"
)

var indexColumns = []string{
	"rule", "what it demands", "kind", "development", "production", "severity", "catalogs", "examples",
}

// index lists the rules by subject.
func index(all *library) (document, error) {
	var sections []section
	for _, s := range all.subjects {
		rows := make([][]string, len(s.entries))
		for i, e := range s.entries {
			rows[i] = []string{
				e.link(), e.Title, e.kind(), e.Levels.Development.String(), e.Levels.Production.String(),
				e.Severity.String(), strconv.Itoa(len(catalogsOf(e.Rule))), strconv.Itoa(e.exampleCount()),
			}
		}
		sections = append(sections, section{s.title, table(indexColumns, rows)})
	}
	return page("README.md", "index.md.tmpl", sections)
}

func (e entry) exampleCount() int {
	return len(e.examples.Fail) + len(e.examples.Pass) + len(e.examples.Undecided)
}

// catalogsOf are the catalogs that know the rule.
func catalogsOf(r *rule.Rule) map[rule.Catalog]bool {
	known := map[rule.Catalog]bool{}
	for _, source := range r.Sources {
		known[source.Catalog] = true
	}
	return known
}
