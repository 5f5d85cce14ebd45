package protocol

import (
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"private-acr/policy/configuration"
	"private-acr/policy/report"
	"private-acr/policy/rule"
)

// run evaluates the rules in one preview or update, and keeps what its end reports.
type run struct {
	pack          *Pack
	configuration *configuration.Configuration
	report        report.Report
}

func newRun(p *Pack, c *configuration.Configuration) *run { return &run{pack: p, configuration: c} }

// resource evaluates the rules about single resources.
func (r *run) resource(of *rule.Resource) []*pulumirpc.AnalyzeDiagnostic {
	return r.evaluate(func(one *rule.Configured) []rule.Finding { return one.OnResource(of) })
}

// stack evaluates the rules about the stack, and ends the run.
func (r *run) stack(of *rule.Stack) ([]*pulumirpc.AnalyzeDiagnostic, error) {
	diagnostics := r.evaluate(func(one *rule.Configured) []rule.Finding { return one.InStack(of) })
	exemptions := r.report.Exemptions(r.configuration.Exemptions, r.pack.now())
	for _, own := range configuration.Own() {
		lines := map[string][]string{
			configuration.Undecided: r.report.Undecided(), configuration.Exemptions: exemptions,
		}[own.ID]
		diagnostics = append(diagnostics, r.own(own, lines)...)
	}
	if r.configuration.SARIF == "" {
		return diagnostics, nil
	}
	tool := report.Tool{Name: r.pack.Name, Version: r.pack.Version}
	return diagnostics, r.report.WriteSARIF(r.configuration.SARIF, tool, r.configuration.Rules)
}

// evaluate is what the rules find that are not disabled.
func (r *run) evaluate(find func(*rule.Configured) []rule.Finding) []*pulumirpc.AnalyzeDiagnostic {
	var diagnostics []*pulumirpc.AnalyzeDiagnostic
	for _, one := range r.configuration.Rules {
		if r.configuration.Level(one.ID) == rule.Disabled {
			continue
		}
		for _, finding := range find(one) {
			diagnostics = append(diagnostics, r.add(one.Rule, finding)...)
		}
	}
	return diagnostics
}

// add adds the finding to the report, and turns it into a diagnostic where nothing exempts it.
func (r *run) add(by *rule.Rule, finding rule.Finding) []*pulumirpc.AnalyzeDiagnostic {
	if finding.Undecided {
		r.report.AddUndecided(by.ID, finding)
		return nil
	}
	exemption := r.configuration.Exemption(by.ID, finding.Resource.URN)
	result := report.Result{
		Rule: by, Finding: finding, Level: r.configuration.Level(by.ID), Exemption: exemption,
		Expired: exemption != nil && exemption.HasExpired(r.pack.now()),
	}
	r.report.Add(result)
	if result.Exempted() {
		return nil
	}
	return []*pulumirpc.AnalyzeDiagnostic{r.diagnostic(result)}
}

func (r *run) diagnostic(result report.Result) *pulumirpc.AnalyzeDiagnostic {
	return &pulumirpc.AnalyzeDiagnostic{
		PolicyName: result.Rule.ID, PolicyPackName: r.pack.Name, PolicyPackVersion: r.pack.Version,
		Description: result.Rule.Title, Message: result.Message(),
		EnforcementLevel: protocolLevel(result.Level), Severity: protocolSeverity(result.Rule.Severity),
		Urn: result.Finding.Resource.URN,
	}
}

// own is a message of one of the pack's own entries, where there is something to say.
func (r *run) own(entry configuration.Entry, lines []string) []*pulumirpc.AnalyzeDiagnostic {
	level := r.configuration.Level(entry.ID)
	if len(lines) == 0 || level == rule.Disabled {
		return nil
	}
	return []*pulumirpc.AnalyzeDiagnostic{{
		PolicyName: entry.ID, PolicyPackName: r.pack.Name, PolicyPackVersion: r.pack.Version,
		Description: entry.Title, Message: strings.Join(lines, "\n"),
		EnforcementLevel: protocolLevel(level), Severity: protocolSeverity(rule.Low),
	}}
}
