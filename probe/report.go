package probe

import (
	"fmt"
	"strings"
	"time"
)

// Report is what a run has found.
type Report struct {
	Target  Target
	Began   time.Time
	Results []Result
}

// Agrees reports whether every probe found what simulated Azure does.
func (r Report) Agrees() bool {
	for _, result := range r.Results {
		if !result.Agrees() {
			return false
		}
	}
	return true
}

// Markdown is the report as a page that can be attached to an issue.
func (r Report) Markdown() string {
	var page strings.Builder
	agree := 0
	for _, result := range r.Results {
		if result.Agrees() {
			agree++
		}
	}
	say(&page, "# What Azure does\n\nAsked on %s in %s, at %s. Of %d probes %d found what simulated Azure "+
		"does.\n\n", r.Began.UTC().Format(time.DateOnly), r.Target.Location, r.Target.Endpoint,
		len(r.Results), agree)
	say(&page, "| probe | question | Azure | simulated Azure | took |\n|---|---|---|---|---|\n")
	for _, result := range r.Results {
		say(&page, "| %s | %s | %s | %s | %s |\n", result.Probe.Name, result.Probe.Question,
			cell(result.found()), same(result), result.Took.Round(time.Second))
	}
	for _, result := range r.Results {
		result.describe(&page)
	}
	return page.String()
}

func (r Result) found() string {
	if r.Err != nil {
		return "no answer: " + r.Err.Error()
	}
	return r.Finding.Answer
}

func same(r Result) string {
	if r.Agrees() {
		return "the same"
	}
	return "**" + cell(r.Probe.Simulated) + "**"
}

func (r Result) describe(page *strings.Builder) {
	if len(r.Finding.Details) == 0 {
		return
	}
	say(page, "\n## %s\n\n", r.Probe.Name)
	for _, detail := range r.Finding.Details {
		say(page, "- %s\n", strings.Join(strings.Fields(detail), " "))
	}
}

// cell is a text that fits a table.
func cell(words string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(words), " "), "|", `\|`)
}

// Plan says what the probes make, how long they take and what they can cost at most, before any is run.
func Plan(probes []Probe, location string) string {
	var plan strings.Builder
	var cost float64
	for _, probe := range probes {
		cost += probe.Cost()
		say(&plan, "%-32s up to %-6s %5.2f USD  %s\n", probe.Name, probe.Takes, probe.Cost(), probe.Question)
	}
	say(&plan, "\n%d probes in %s make a resource group each, and remove it. They cost %s at most.\n",
		len(probes), location, fmt.Sprintf("%.2f USD", cost))
	return plan.String()
}
