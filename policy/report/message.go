package report

import (
	"maps"
	"slices"
	"strings"

	"private-acr/policy/rule"
)

// Message says what is wrong, what to do about it, and where the demand comes from.
func (r Result) Message() string {
	lines := []string{r.Finding.String() + ".", "Fix: " + r.Rule.Fix}
	if r.Expired {
		lines = append(lines, "Its exemption ended on "+r.Exemption.LastDay()+".")
	}
	lines = append(lines, "See "+r.Rule.Link)
	return strings.Join(append(lines, origins(r.Rule)...), "\n")
}

// origins say which entries of catalogs demand the same, and which demand something else and why the rule
// does not.
func origins(r *rule.Rule) []string {
	by := map[string][]string{}
	for _, source := range r.Sources {
		by[source.Conflict] = append(by[source.Conflict], source.String())
	}
	var lines []string
	for _, conflict := range slices.Sorted(maps.Keys(by)) {
		entries := strings.Join(by[conflict], "; ")
		if conflict == "" {
			lines = append(lines, "Also: "+entries)
		} else {
			lines = append(lines, "Unlike "+entries+": "+conflict)
		}
	}
	return lines
}

// Tags are the entries of catalogs that the rule answers to.
func Tags(r *rule.Rule) []string {
	texts := make([]string, len(r.Sources))
	for i, source := range r.Sources {
		texts[i] = source.String()
	}
	return texts
}
