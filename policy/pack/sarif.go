package pack

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

// writeReport writes the findings as SARIF where configuration asks for it.
func (r *run) writeReport() error {
	path := r.configuration.sarif
	if path == "" {
		return nil
	}
	written := sarif.NewRunWithInformationURI(r.pack.Name, "https://www.pulumi.com/docs/insights/policy/")
	written.Tool.Driver.WithVersion(r.pack.Version)
	for i := range r.pack.Rules {
		describe(written, &r.pack.Rules[i])
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, noted := range r.found {
		addResult(written, noted)
	}
	whole := report.NewV210Report()
	whole.AddRun(written)
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

func describe(written *sarif.Run, r *rule.Rule) {
	help := r.Why + "\n\nFix: " + r.Fix
	written.AddRule(r.ID).WithName(r.ID).WithHelpURI(r.Link).
		WithShortDescription(sarif.NewMultiformatMessageString().WithText(r.Title)).
		WithFullDescription(sarif.NewMultiformatMessageString().WithText(r.Why)).
		WithHelp(sarif.NewMultiformatMessageString().WithText(help)).
		WithProperties(sarif.NewPropertyBag().Add("tags", sources(r)).
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

func addResult(written *sarif.Run, noted result) {
	level := "warning"
	if noted.level == rule.Mandatory {
		level = "error"
	}
	found := written.CreateResultForRule(noted.rule.ID).WithLevel(level).
		WithMessage(sarif.NewTextMessage(noted.finding.String() + ". Fix: " + noted.rule.Fix))
	resource := sarif.NewLogicalLocation().WithFullyQualifiedName(noted.finding.Resource.URN).
		WithName(noted.finding.Resource.Name).WithKind("resource")
	file := sarif.NewPhysicalLocation().
		WithArtifactLocation(sarif.NewSimpleArtifactLocation(projectFile)).
		WithRegion(sarif.NewSimpleRegion(1, 1))
	found.AddLocation(sarif.NewLocationWithPhysicalLocation(file).WithLogicalLocations(
		[]*sarif.LogicalLocation{resource}))
	found.WithPartialFingerprints(map[string]string{
		"finding/v1": noted.rule.ID + " " + noted.finding.Resource.URN + " " + noted.finding.Property,
	})
	if noted.exemption != nil {
		found.WithSuppressions([]*sarif.Suppression{sarif.NewSuppression().WithKind("external").
			WithJustification(noted.exemption.Reason)})
	}
}
