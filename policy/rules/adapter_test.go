package rules_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/policy/configuration"
	"private-acr/policy/fixture"
	"private-acr/policy/packtest"
	"private-acr/policy/protocol"
	"private-acr/policy/rule"
	"private-acr/policy/rules"
)

// TestThroughTheProtocol shows every example of every rule to the pack as the engine does, with all rules at
// work, and wants the rule to say what it says by itself.
func TestThroughTheProtocol(t *testing.T) {
	t.Parallel()
	for _, subject := range rules.Subjects() {
		t.Run(subject.Folder, func(t *testing.T) {
			t.Parallel()
			engine := packtest.Start(t, protocol.PrivateACR(rules.All()))
			for i := range subject.Rules {
				one := &subject.Rules[i]
				examples, err := fixture.Load(os.DirFS(subject.Folder), one.ID)
				if err != nil {
					t.Error(err)
					continue
				}
				for _, example := range slices.Concat(examples.Fail, examples.Pass, examples.Undecided) {
					t.Run(one.ID+"/"+example.Name, func(t *testing.T) {
						sameAsAlone(t, engine, one, example)
					})
				}
			}
		})
	}
}

// sameAsAlone tries the example in each world, with the rule as development has it and as production has it.
func sameAsAlone(t *testing.T, engine *packtest.Engine, one *rule.Rule, example fixture.Case) {
	t.Helper()
	for _, world := range fixture.Worlds() {
		resources, err := example.Build(world)
		if err != nil {
			t.Fatal(err)
		}
		configured, err := one.Configure(example.Settings)
		if err != nil {
			t.Fatal(err)
		}
		alone := configured.Evaluate(resources)
		for _, level := range []rule.Level{one.Levels.Development, one.Levels.Production} {
			configure(t, engine, one, level, example.Settings)
			want := expected(one, level, alone)
			if diff := cmp.Diff(want, said(engine.Evaluate(t, resources), one)); diff != "" {
				t.Errorf("in world %d at level %s (-alone +protocol):\n%s", world, level, diff)
			}
		}
	}
}

// TestReport writes a report of findings with all rules, which has to follow the schema of SARIF.
func TestReport(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "findings.sarif")
	engine := packtest.Start(t, protocol.PrivateACR(rules.All()))
	if err := engine.Apply(t, `{"report": {"sarif": "`+path+`"}}`); err != nil {
		t.Fatal(err)
	}
	engine.Evaluate(t, stackOf(t, 100, fixture.Update))
	report := packtest.ReadSARIF(t, path)
	if got, want := len(report.Tool.Driver.Rules), len(rules.All()); got != want {
		t.Errorf("the report has %d rules, want %d", got, want)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Results) == 0 || strings.Contains(string(text), marker) {
		t.Error("the report has no result, or it has a secret")
	}
}

func configure(
	t *testing.T, engine *packtest.Engine, one *rule.Rule, level rule.Level, settings map[string]any,
) {
	t.Helper()
	given := map[string]any{"enforcementLevel": level.String()}
	for name, value := range settings {
		given[name] = value
	}
	file, err := json.Marshal(map[string]any{one.ID: given})
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Apply(t, string(file)); err != nil {
		t.Fatal(err)
	}
}

// line is what reaches the user of one finding.
type line struct{ Resource, Level, Severity, Text string }

func expected(one *rule.Rule, level rule.Level, findings []rule.Finding) []line {
	var lines []line
	for _, finding := range findings {
		switch {
		case level == rule.Disabled:
		case finding.Undecided:
			lines = append(lines, line{Text: finding.String()})
		default:
			lines = append(lines, line{
				finding.Resource.URN, level.String(), one.Severity.String(), finding.String() + ".",
			})
		}
	}
	return sorted(lines)
}

// said are the lines of the rule among the diagnostics.
func said(diagnostics []plugin.AnalyzeDiagnostic, one *rule.Rule) []line {
	var lines []line
	for _, d := range diagnostics {
		switch d.PolicyName {
		case one.ID:
			sentence, _, _ := strings.Cut(d.Message, "\n")
			lines = append(lines, line{
				string(d.URN), string(d.EnforcementLevel), string(d.Severity), sentence,
			})
		case configuration.Undecided:
			for _, text := range undecidedBy(d.Message, one.ID) {
				lines = append(lines, line{Text: text})
			}
		}
	}
	return sorted(lines)
}

// undecidedBy are the sentences that the rule has a part in: `sku of registry "acr" is not known yet (a, b)`.
func undecidedBy(message, id string) []string {
	var sentences []string
	for _, text := range strings.Split(message, "\n") {
		open := strings.LastIndex(text, " (")
		if open < 0 {
			continue
		}
		names := strings.Split(strings.TrimSuffix(text[open+2:], ")"), ", ")
		if slices.Contains(names, id) {
			sentences = append(sentences, text[:open])
		}
	}
	return sentences
}

// sorted are the lines in an order of their own, each undecided one once, as the pack lists them.
func sorted(lines []line) []line {
	slices.SortFunc(lines, func(a, b line) int {
		return strings.Compare(a.Resource+a.Text, b.Resource+b.Text)
	})
	return slices.CompactFunc(lines, func(a, b line) bool { return a == b && a.Resource == "" })
}
