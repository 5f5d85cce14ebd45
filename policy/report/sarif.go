package report

import (
	"bytes"
	"fmt"
	"os"

	"github.com/owenrumney/go-sarif/v3/pkg/report"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"private-acr/policy/rule"
)

// projectFile is where a code-scanning page shows the findings: it wants a file, and Pulumi does not tell a
// pack in which line of the program a resource is made.
const projectFile = "Pulumi.yaml"

// Tool is who reports: the pack's name and version.
type Tool struct{ Name, Version string }

// WriteSARIF writes the results, and what the rules are, as SARIF 2.1.0 to a file, and replaces one that is
// there.
func (r *Report) WriteSARIF(path string, by Tool, rules []*rule.Configured) error {
	run := sarif.NewRunWithInformationURI(by.Name, "https://www.pulumi.com/docs/insights/policy/")
	run.Tool.Driver.WithVersion(by.Version)
	for _, described := range rules {
		describe(run, described.Rule)
	}
	for _, result := range r.sorted() {
		addResult(run, result)
	}
	whole := report.NewV210Report()
	whole.AddRun(run)
	var text bytes.Buffer
	if err := whole.PrettyWrite(&text); err != nil {
		return fmt.Errorf("writing the report of the policy pack: %w", err)
	}
	// The library's own WriteFile leaves the end of a longer file that was there.
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		return fmt.Errorf("writing the report of the policy pack to %s: %w", path, err)
	}
	return nil
}

func describe(run *sarif.Run, r *rule.Rule) {
	help := r.Why + "\n\nFix: " + r.Fix
	run.AddRule(r.ID).WithName(r.ID).WithHelpURI(r.Link).
		WithShortDescription(sarif.NewMultiformatMessageString().WithText(r.Title)).
		WithFullDescription(sarif.NewMultiformatMessageString().WithText(r.Why)).
		WithHelp(sarif.NewMultiformatMessageString().WithText(help)).
		WithProperties(sarif.NewPropertyBag().Add("tags", Tags(r)).
			Add("security-severity", securitySeverity(r.Severity)))
}

// securitySeverity is the number by which code-scanning pages rank a rule.
func securitySeverity(severity rule.Severity) string {
	switch severity {
	case rule.Critical:
		return "9.5"
	case rule.High:
		return "8.0"
	case rule.Medium:
		return "5.5"
	default:
		return "2.0"
	}
}

func addResult(run *sarif.Run, result Result) {
	level := "warning"
	if result.Level == rule.Mandatory {
		level = "error"
	}
	found := run.CreateResultForRule(result.Rule.ID).WithLevel(level).
		WithMessage(sarif.NewTextMessage(result.Finding.String() + ". Fix: " + result.Rule.Fix))
	resource := sarif.NewLogicalLocation().WithFullyQualifiedName(result.Finding.Resource.URN).
		WithName(result.Finding.Resource.Name).WithKind("resource")
	file := sarif.NewPhysicalLocation().
		WithArtifactLocation(sarif.NewSimpleArtifactLocation(projectFile)).
		WithRegion(sarif.NewSimpleRegion(1, 1))
	found.AddLocation(sarif.NewLocationWithPhysicalLocation(file).WithLogicalLocations(
		[]*sarif.LogicalLocation{resource}))
	found.WithPartialFingerprints(map[string]string{
		"finding/v1": result.Rule.ID + " " + result.Finding.Resource.URN + " " + result.Finding.Property,
	})
	if result.Exempted() {
		found.WithSuppressions([]*sarif.Suppression{sarif.NewSuppression().WithKind("external").
			WithJustification(result.Exemption.Reason)})
	}
}
