package main

import (
	"fmt"
	"strings"

	"private-acr/azuresim/world"
	"private-acr/platform"
	"private-acr/settings"
)

func settingsTable() string {
	rows := [][]string{}
	for _, entry := range settings.Reference() {
		rows = append(rows, []string{code(entry.Path), entry.Type, code(entry.Default), entry.Description})
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
	for _, d := range world.Durations() {
		rows = append(rows, []string{d.What, d.Time.String(), d.Source})
	}
	return table([]string{"operation", "Azure's time", "source"}, rows)
}

// table renders a Markdown table.
func table(head []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	line(head)
	line(strings.Split(strings.Repeat("---,", len(head)-1)+"---", ","))
	for _, row := range rows {
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], "|", `\|`)
		}
		line(row)
	}
	return b.String()
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}
