package main

import (
	"fmt"
	"time"

	"private-acr/azuresim/world"
	"private-acr/platform"
	"private-acr/probe"
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

func probesTable() string {
	rows := [][]string{}
	for _, p := range probe.All() {
		rows = append(rows, []string{code(p.Name), p.Question, p.Simulated, p.Sources})
	}
	return table([]string{"probe", "question", "what simulated Azure does", "who says so"}, rows)
}

func duration(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%g s", d.Seconds())
}
