package report_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"private-acr/policy/packtest"
	"private-acr/policy/packtest/house"
	"private-acr/policy/protocol"
	"private-acr/policy/rule"
)

// reported is the report on the houses, with a configuration that says where it goes.
func reported(t *testing.T, p *protocol.Pack, rest string, houses ...*rule.Resource) *sarif.Run {
	t.Helper()
	path := filepath.Join(t.TempDir(), "findings.sarif")
	engine := packtest.Configured(t, p, `{"report": {"sarif": "`+path+`"}`+rest+`}`)
	engine.Evaluate(t, houses)
	return packtest.ReadSARIF(t, path)
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReportHasEveryRule(t *testing.T) {
	t.Parallel()
	driver := reported(t, house.Pack(), "").Tool.Driver
	if *driver.Name != "house" || *driver.Version != "1.2.3" {
		t.Errorf("the tool is %s %s", *driver.Name, *driver.Version)
	}
	got := map[string]string{}
	for _, described := range driver.Rules {
		got[*described.ID] = strings.Join([]string{
			*described.ShortDescription.Text, *described.FullDescription.Text, *described.Help.Text,
			*described.HelpURI, described.Properties.Properties["security-severity"].(string),
		}, "|")
	}
	want := map[string]string{}
	for _, r := range house.Pack().Rules {
		ranks := map[rule.Severity]string{
			rule.Low: "2.0", rule.Medium: "5.5", rule.High: "8.0", rule.Critical: "9.5",
		}
		want[r.ID] = strings.Join([]string{
			r.Title, r.Why, r.Why + "\n\nFix: " + r.Fix, r.Link, ranks[r.Severity],
		}, "|")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReportWithoutFindings wants an empty list of results: one that is missing means that nothing ran.
func TestReportWithoutFindings(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "findings.sarif")
	packtest.Configured(t, house.Pack(), `{"report": {"sarif": "`+path+`"}}`).Evaluate(t, nil)
	if got := packtest.ReadSARIF(t, path).Results; len(got) > 0 {
		t.Errorf("the report has %d results", len(got))
	}
	if text := read(t, path); !strings.Contains(text, `"results": []`) {
		t.Errorf("the report has no list of results:\n%s", text)
	}
}

func TestReportedResults(t *testing.T) {
	t.Parallel()
	type line struct{ Rule, Level, Message, Resource, Kind, File, Suppressed string }
	var got []line
	rest := `, "exemptions": {"list": [` + house.Exemption("door-shut", "*::two", "2026-03-31") + `, ` +
		house.Exemption("lamp-colour", "*::two", "2026-03-30") + `]}`
	for _, result := range reported(t, house.Pack(), rest, house.Wrong()...).Results {
		if len(result.Locations) != 1 || len(result.Locations[0].LogicalLocations) != 1 {
			t.Fatalf("a result has %d locations", len(result.Locations))
		}
		resource := result.Locations[0].LogicalLocations[0]
		one := line{
			Rule: *result.RuleID, Level: result.Level, Message: *result.Message.Text,
			Resource: *resource.FullyQualifiedName, Kind: *resource.Kind,
			File: *result.Locations[0].PhysicalLocation.ArtifactLocation.URI,
		}
		for _, suppression := range result.Suppressions {
			one.Suppressed += *suppression.Kind + ": " + *suppression.Justification
		}
		got = append(got, one)
	}
	about := func(id, level, property, name, problem, suppressed string) line {
		return line{
			id, level, property + ` of registry "` + name + `" ` + problem,
			house.URNPrefix + name, "resource", "Pulumi.yaml", suppressed,
		}
	}
	door, lamp := `is "open". Fix: Shut the door.`, `is "red" of 60 watts. Fix: Take another lamp.`
	number := "is not set. Fix: Put up a number."
	want := []line{
		about("door-shut", "error", "door", "one", door, ""),
		about("lamp-colour", "warning", "lamp", "one", lamp, ""),
		about("door-shut", "error", "door", "two", door, "external: moving house"),
		about("lamp-colour", "warning", "lamp", "two", lamp, ""),
		about("house-numbered", "error", "number", "one", number, ""),
		about("house-numbered", "error", "number", "two", number, ""),
	}
	byText := cmp.Transformer("Sorted", func(lines []line) map[line]int {
		count := map[line]int{}
		for _, one := range lines {
			count[one]++
		}
		return count
	})
	if diff := cmp.Diff(want, got, byText); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFingerprints wants what code-scanning pages know a finding again by to be the same in every run, and of
// one finding alone. The level and the value are no part of it: changing them is no new finding.
func TestFingerprints(t *testing.T) {
	t.Parallel()
	fingerprints := func(rest string, houses ...*rule.Resource) map[string]int {
		found := map[string]int{}
		for _, result := range reported(t, house.Pack(), rest, houses...).Results {
			for key, value := range result.PartialFingerprints {
				found[key+": "+value]++
			}
		}
		return found
	}
	want := map[string]int{}
	for _, name := range []string{"one", "two"} {
		for id, property := range map[string]string{
			"door-shut": "door", "lamp-colour": "lamp", "house-numbered": "number",
		} {
			want["finding/v1: "+id+" "+house.URNPrefix+name+" "+property] = 1
		}
	}
	if diff := cmp.Diff(want, fingerprints("", house.Wrong()...)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	again := house.Wrong()
	again[0], again[1] = again[1], again[0]
	rest := `, "all": "advisory", "cellar-dry": "disabled", "lamp-colour": {"note": "!"}`
	if diff := cmp.Diff(want, fingerprints(rest, again...)); diff != "" {
		t.Errorf("in another order, at another level and in other words (-want +got):\n%s", diff)
	}
}

// TestReportReplacesTheLast writes a short report over a long one.
func TestReportReplacesTheLast(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "findings.sarif")
	file := `{"report": {"sarif": "` + path + `"}}`
	packtest.Configured(t, house.Pack(), file).Evaluate(t, house.Wrong())
	long := len(read(t, path))
	packtest.Configured(t, house.Pack(), file).Evaluate(t, nil)
	if short := len(read(t, path)); short >= long {
		t.Errorf("the report has %d bytes, but the one before had %d", short, long)
	}
	packtest.ReadSARIF(t, path)
}

func TestReportThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "missing", "findings.sarif")
	engine := packtest.Configured(t, house.Pack(), `{"report": {"sarif": "`+path+`"}}`)
	_, err := engine.AnalyzeStack(t.Context(), nil)
	want := "writing the report of the policy pack to " + path
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the pack says %v, want %q", err, want)
	}
}
