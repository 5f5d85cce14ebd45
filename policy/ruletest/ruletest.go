// Package ruletest puts rules to the test with their examples: as they are written, in a preview, and changed
// in each way that a program of somebody else may differ. Nothing here knows a rule, so that every rule gets
// every test.
package ruletest

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
)

// Run tests the rules of a package, whose folder has their examples under testdata.
func Run(t *testing.T, folder fs.FS, rules []rule.Rule) {
	t.Helper()
	if err := rule.Validate(rules); err != nil {
		t.Error(err)
	}
	noOrphans(t, folder, rules)
	for i := range rules {
		t.Run(rules[i].ID, func(t *testing.T) {
			t.Parallel()
			examples, err := fixture.Load(folder, rules[i].ID)
			if err != nil {
				t.Fatal(err)
			}
			one := &test{rule: &rules[i], examples: examples}
			one.run(t)
		})
	}
}

// noOrphans fails for examples without a rule.
func noOrphans(t *testing.T, folder fs.FS, rules []rule.Rule) {
	t.Helper()
	files, err := fs.Glob(folder, "testdata/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		id := strings.TrimSuffix(strings.TrimPrefix(file, "testdata/"), ".yaml")
		if !slices.ContainsFunc(rules, func(r rule.Rule) bool { return r.ID == id }) {
			t.Errorf("%s has examples of a rule that there is not", file)
		}
	}
}

// test is one rule under test.
type test struct {
	rule     *rule.Rule
	examples *fixture.Fixture
	// undecided is whether an example or a change of one made the rule say that it cannot tell.
	undecided bool
}

func (one *test) run(t *testing.T) {
	t.Helper()
	for _, example := range one.examples.Fail {
		t.Run("fail/"+example.Name, func(t *testing.T) { one.fails(t, example) })
	}
	for _, example := range one.examples.Pass {
		t.Run("pass/"+example.Name, func(t *testing.T) { one.passes(t, example) })
	}
	for _, example := range one.examples.Undecided {
		t.Run("undecided/"+example.Name, func(t *testing.T) {
			findings := one.exact(t, example)
			if len(findings) == 0 || len(violations(findings)) > 0 {
				t.Errorf("the rule cannot tell of the example, but finds %q", texts(findings))
			}
		})
	}
	if !one.undecided {
		t.Error("no example shows that the rule says so when it cannot tell: add one under undecided")
	}
}

func (one *test) fails(t *testing.T, example fixture.Case) {
	t.Helper()
	findings := one.exact(t, example)
	if len(violations(findings)) == 0 {
		t.Error("the example breaks the rule, but the rule finds nothing")
	}
	one.previewed(t, example)
	one.changed(t, example, findings)
}

func (one *test) passes(t *testing.T, example fixture.Case) {
	t.Helper()
	if findings := one.exact(t, example); len(findings) > 0 {
		t.Errorf("the example keeps the rule, but the rule finds %q", texts(findings))
	}
	for name, world := range previews {
		if found := violations(one.evaluate(t, example, world, nil)); len(found) > 0 {
			t.Errorf("in %s the example breaks the rule: %q", name, texts(found))
		}
	}
	one.otherSpellings(t, example, nil)
	one.oddValues(t, example)
}

// evaluate is what the rule says of the example, changed by change where that is not nil.
func (one *test) evaluate(
	t *testing.T, example fixture.Case, world fixture.World, change func([]*rule.Resource),
) []rule.Finding {
	t.Helper()
	resources, err := example.Build(world)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(resources)
	}
	configured, err := one.rule.Configure(example.Settings)
	if err != nil {
		t.Fatal(err)
	}
	findings := configured.Evaluate(resources)
	for _, finding := range findings {
		one.undecided = one.undecided || finding.Undecided
	}
	return findings
}

// exact compares what the rule says with what the example wants.
func (one *test) exact(t *testing.T, example fixture.Case) []rule.Finding {
	t.Helper()
	findings := one.evaluate(t, example, fixture.Update, nil)
	if diff := cmp.Diff(example.Finds, texts(findings)); diff != "" {
		t.Errorf("the rule finds (-want +got):\n%s", diff)
	}
	for _, finding := range findings {
		if at := finding.Resource; !slices.Contains(one.rule.Types, at.Type) &&
			!slices.Contains(one.rule.Types, rule.AnyType) {
			t.Errorf("the rule is about %q, but finds something at %s", one.rule.Types, at)
		}
	}
	return findings
}

// previews are the worlds in which not everything is known.
var previews = map[string]fixture.World{
	"a first preview": fixture.Preview, "the preview of a change": fixture.Change,
}

// previewed makes sure that no preview of the example passes in silence.
func (one *test) previewed(t *testing.T, example fixture.Case) {
	t.Helper()
	for name, world := range previews {
		if len(one.evaluate(t, example, world, nil)) == 0 {
			t.Errorf("in %s the rule says nothing of an example that breaks it", name)
		}
	}
}

func violations(findings []rule.Finding) []rule.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f rule.Finding) bool { return f.Undecided })
}

func texts(findings []rule.Finding) []string {
	var lines []string
	for _, finding := range findings {
		line := finding.String()
		if finding.Undecided {
			line = "undecided: " + line
		}
		lines = append(lines, line)
	}
	return lines
}
