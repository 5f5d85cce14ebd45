package main

import (
	"fmt"
	"strings"
)

// table renders a Markdown table.
func table(head []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	line(head)
	line(strings.Split(strings.Repeat("---,", len(head)-1)+"---", ","))
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = strings.ReplaceAll(escape(cell), "|", `\|`)
		}
		line(cells)
	}
	return b.String()
}

// escape keeps Markdown from reading text as markup, except what is code between backticks.
func escape(text string) string {
	parts := strings.Split(text, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = markup.Replace(parts[i])
	}
	return strings.Join(parts, "`")
}

var markup = strings.NewReplacer("<", "&lt;", ">", "&gt;", "*", `\*`)

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

func link(text, to string) string { return "[" + text + "](" + to + ")" }
