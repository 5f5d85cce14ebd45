// Package report keeps what the rules found in a preview or an update, and says it: in messages for Pulumi,
// and as SARIF.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"private-acr/policy/configuration"
	"private-acr/policy/rule"
)

// Result is a finding and what became of it.
type Result struct {
	Rule    *rule.Rule
	Finding rule.Finding
	Level   rule.Level
	// Exemption names the rule and the resource; it lets the finding through unless Expired. Nil where there
	// is none.
	Exemption *configuration.Exemption
	Expired   bool
}

// Exempted says that an exemption lets the finding through.
func (r Result) Exempted() bool { return r.Exemption != nil && !r.Expired }

// Report is what the rules found so far. The zero report is empty; many goroutines may use one at once.
type Report struct {
	mu        sync.Mutex
	results   []Result
	undecided map[string][]string
}

// Add adds a result.
func (r *Report) Add(result Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results = append(r.results, result)
}

// AddUndecided adds that the rule cannot tell.
func (r *Report) AddUndecided(ruleID string, finding rule.Finding) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.undecided == nil {
		r.undecided = map[string][]string{}
	}
	line := finding.String()
	r.undecided[line] = append(r.undecided[line], ruleID)
}

// sorted are the results in an order of their own: the engine asks for several resources at once.
func (r *Report) sorted() []Result {
	r.mu.Lock()
	defer r.mu.Unlock()
	results := slices.Clone(r.results)
	slices.SortStableFunc(results, func(a, b Result) int {
		return cmp.Or(strings.Compare(a.Finding.Resource.URN, b.Finding.Resource.URN),
			strings.Compare(a.Rule.ID, b.Rule.ID), strings.Compare(a.Finding.Property, b.Finding.Property))
	})
	return results
}

// Undecided has a line for everything that rules could not decide, with the rules.
func (r *Report) Undecided() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var lines []string
	for sentence, rules := range r.undecided {
		slices.Sort(rules)
		lines = append(lines, fmt.Sprintf("%s (%s)", sentence, strings.Join(slices.Compact(rules), ", ")))
	}
	slices.Sort(lines)
	return lines
}

// Exemptions has a line for every exemption, which says what it did.
func (r *Report) Exemptions(exemptions []configuration.Exemption, now time.Time) []string {
	results := r.sorted()
	lines := make([]string, len(exemptions))
	for i := range exemptions {
		exemption := &exemptions[i]
		effect := "is not needed: remove it"
		if exemption.HasExpired(now) {
			effect = "has expired and is refused: renew it or remove it"
		} else if through := exempted(results, exemption); len(through) > 0 {
			effect = "lets through: " + strings.Join(through, "; ")
		}
		lines[i] = fmt.Sprintf("%s %s", exemption, effect)
	}
	return lines
}

// exempted are the findings that the exemption lets through.
func exempted(results []Result, by *configuration.Exemption) []string {
	var texts []string
	for _, result := range results {
		if result.Exemption == by {
			texts = append(texts, result.Finding.String())
		}
	}
	return texts
}
