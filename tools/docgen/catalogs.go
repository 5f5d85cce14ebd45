package main

import (
	"slices"
	"strings"

	"private-acr/policy/rule"
)

// catalogs leads from the entries of other catalogs to the rules.
func catalogs(all *library) (document, error) {
	var sections []section
	for _, catalog := range rule.Catalogs() {
		sections = append(sections, section{string(catalog), catalogTable(all, catalog)})
	}
	sections = append(sections, section{"In no other catalog", uncatalogued(all)})
	return page("catalogs.md", "catalogs.md.tmpl", sections)
}

func catalogTable(all *library, catalog rule.Catalog) string {
	var rows [][]string
	for _, e := range all.all() {
		for _, source := range e.Sources {
			if source.Catalog == catalog {
				rows = append(rows, []string{source.ID, e.link(), conflict(source)})
			}
		}
	}
	if len(rows) == 0 {
		return "No rule answers to an entry of it.\n"
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return table([]string{"entry", "rule", "conflict"}, rows)
}

// uncatalogued lists the rules that are found nowhere else.
func uncatalogued(all *library) string {
	var rows [][]string
	for _, e := range all.all() {
		if len(e.Sources) == 0 {
			rows = append(rows, []string{e.link(), e.Title})
		}
	}
	if len(rows) == 0 {
		return "Every rule is in one.\n"
	}
	return table([]string{"rule", "what it demands"}, rows)
}

func conflict(source rule.Source) string {
	if source.Conflict == "" {
		return "none"
	}
	return source.Conflict
}
