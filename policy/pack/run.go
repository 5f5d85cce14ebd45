package pack

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"private-acr/policy/rule"
)

// run judges one preview or update, and keeps what its end reports.
type run struct {
	pack          *Pack
	configuration *Configuration

	mu        sync.Mutex
	found     []result
	undecided map[string][]string
	used      map[*Exemption]bool
}

// result is a finding and what became of it.
type result struct {
	rule    *rule.Rule
	finding rule.Finding
	level   rule.Level
	// exemption let the finding through, or is nil.
	exemption *Exemption
}

func newRun(p *Pack, c *Configuration) *run {
	return &run{pack: p, configuration: c, undecided: map[string][]string{}, used: map[*Exemption]bool{}}
}

// resource judges one resource.
func (r *run) resource(judged *rule.Resource) []*pulumirpc.AnalyzeDiagnostic {
	var diagnostics []*pulumirpc.AnalyzeDiagnostic
	for i := range r.pack.Rules {
		one := &r.pack.Rules[i]
		if one.Looks(judged) && r.configuration.level(one.ID) != rule.Disabled {
			found := one.Resource(judged, r.configuration.settings[one.ID])
			diagnostics = append(diagnostics, r.note(one, found)...)
		}
	}
	return diagnostics
}

// stack judges the stack, and ends the run.
func (r *run) stack(judged *rule.Stack) ([]*pulumirpc.AnalyzeDiagnostic, error) {
	var diagnostics []*pulumirpc.AnalyzeDiagnostic
	for i := range r.pack.Rules {
		one := &r.pack.Rules[i]
		if one.Stack != nil && r.configuration.level(one.ID) != rule.Disabled {
			found := one.Stack(judged, r.configuration.settings[one.ID])
			diagnostics = append(diagnostics, r.note(one, found)...)
		}
	}
	r.order()
	diagnostics = append(diagnostics, r.own(Undecided, r.undecidedLines())...)
	diagnostics = append(diagnostics, r.own(Exemptions, r.exemptionLines())...)
	return diagnostics, r.writeReport()
}

// order puts what was found into an order of its own: the engine asks for several resources at once.
func (r *run) order() {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.SortStableFunc(r.found, func(a, b result) int {
		return cmp.Or(strings.Compare(a.finding.Resource.URN, b.finding.Resource.URN),
			strings.Compare(a.rule.ID, b.rule.ID), strings.Compare(a.finding.Property, b.finding.Property))
	})
}

// note keeps the findings, and turns those that nothing exempts into diagnostics.
func (r *run) note(one *rule.Rule, findings []rule.Finding) []*pulumirpc.AnalyzeDiagnostic {
	r.mu.Lock()
	defer r.mu.Unlock()
	var diagnostics []*pulumirpc.AnalyzeDiagnostic
	for _, finding := range findings {
		if finding.Undecided {
			line := finding.String()
			r.undecided[line] = append(r.undecided[line], one.ID)
			continue
		}
		exemption := r.configuration.exemption(one.ID, finding.Resource.URN)
		noted := result{rule: one, finding: finding, level: r.configuration.level(one.ID)}
		if exemption != nil {
			r.used[exemption] = true
		}
		if exemption != nil && !exemption.hasExpired(r.pack.now()) {
			noted.exemption = exemption
		} else {
			diagnostics = append(diagnostics, r.diagnostic(noted, exemption))
		}
		r.found = append(r.found, noted)
	}
	return diagnostics
}

func (r *run) diagnostic(noted result, expired *Exemption) *pulumirpc.AnalyzeDiagnostic {
	return &pulumirpc.AnalyzeDiagnostic{
		PolicyName: noted.rule.ID, PolicyPackName: r.pack.Name, PolicyPackVersion: r.pack.Version,
		Description: noted.rule.Title, Message: message(noted, expired),
		EnforcementLevel: protocolLevel(noted.level), Severity: protocolSeverity(noted.rule.Severity),
		Urn: noted.finding.Resource.URN,
	}
}

// message says what is wrong, what to do about it, and where the demand comes from.
func message(noted result, expired *Exemption) string {
	lines := []string{noted.finding.String() + ".", "Fix: " + noted.rule.Fix}
	if expired != nil {
		lines = append(lines, fmt.Sprintf("Its exemption ended on %s.", expired.Expires.Format(dateLayout)))
	}
	lines = append(lines, "See "+noted.rule.Link)
	return strings.Join(append(lines, origins(noted.rule)...), "\n")
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

// own is a message of one of the pack's own entries, where there is something to say.
func (r *run) own(id string, lines []string) []*pulumirpc.AnalyzeDiagnostic {
	level := r.configuration.level(id)
	if len(lines) == 0 || level == rule.Disabled {
		return nil
	}
	own := entryOf(id)
	return []*pulumirpc.AnalyzeDiagnostic{{
		PolicyName: id, PolicyPackName: r.pack.Name, PolicyPackVersion: r.pack.Version,
		Description: own.title, Message: strings.Join(lines, "\n"),
		EnforcementLevel: protocolLevel(level), Severity: protocolSeverity(rule.Low),
	}}
}

// undecidedLines are what could not be judged, each with the rules that would.
func (r *run) undecidedLines() []string {
	var lines []string
	for what, rules := range r.undecided {
		slices.Sort(rules)
		lines = append(lines, fmt.Sprintf("%s (%s)", what, strings.Join(slices.Compact(rules), ", ")))
	}
	slices.Sort(lines)
	return lines
}

// exemptionLines say of each exemption what it did.
func (r *run) exemptionLines() []string {
	var lines []string
	for i := range r.configuration.exemptions {
		exemption := &r.configuration.exemptions[i]
		did := "is not needed: remove it"
		switch {
		case exemption.hasExpired(r.pack.now()):
			did = "has expired and is refused: renew it or remove it"
		case r.used[exemption]:
			did = "lets through: " + strings.Join(r.exempted(exemption), "; ")
		}
		lines = append(lines, fmt.Sprintf("%s %s", exemption, did))
	}
	return lines
}

func (r *run) exempted(by *Exemption) []string {
	var texts []string
	for _, noted := range r.found {
		if noted.exemption == by {
			texts = append(texts, noted.finding.String())
		}
	}
	return texts
}
