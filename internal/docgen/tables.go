package main

import (
	"fmt"
	"strings"
	"time"

	"private-acr/azuresim/world"
	"private-acr/platform"
	"private-acr/settings"
)

func settingsTable() string {
	rows := [][]string{}
	for _, entry := range settings.Reference() {
		fallback := entry.Default
		if entry.Required {
			fallback = "required"
		}
		rows = append(rows, []string{code(entry.Path), entry.Type, fallback, entry.Description})
	}
	return table([]string{"setting", "type", "default", "what it says"}, rows)
}

func outputsTable() string {
	rows := [][]string{}
	for _, field := range platform.ContractReference() {
		rows = append(rows, []string{code(platform.ContractOutput + "." + field.Path), field.Description})
	}
	return table([]string{"output", "what it holds"}, rows)
}

func durationsTable() string {
	rows := [][]string{}
	for _, t := range world.Timings() {
		rows = append(rows, []string{
			t.What, duration(t.Create), duration(t.Update), duration(t.Remove), t.Source,
		})
	}
	return table([]string{"what", "create", "update", "delete", "source"}, rows)
}

func duration(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%g s", d.Seconds())
}

// table renders a Markdown table.
func table(head []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	line(head)
	line(strings.Split(strings.Repeat("---,", len(head)-1)+"---", ","))
	for _, row := range rows {
		for i := range row {
			row[i] = escape(row[i])
		}
		line(row)
	}
	return b.String()
}

// escape keeps Markdown from reading a cell's text as markup, except what is code.
func escape(cell string) string {
	cell = strings.ReplaceAll(cell, "|", `\|`)
	if strings.HasPrefix(cell, "`") {
		return cell
	}
	return strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(cell)
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}
