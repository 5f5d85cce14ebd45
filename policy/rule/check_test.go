package rule

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// configured is a rule for registries with the check and the values of its settings.
func configured(t *testing.T, check Check, values map[string]any) *Configured {
	t.Helper()
	one := right()
	one.Check = check
	made, err := one.Configure(values)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func texts(findings []Finding) []string {
	var texts []string
	for _, finding := range findings {
		texts = append(texts, finding.String())
	}
	return texts
}

func threeResources(t *testing.T) []*Resource {
	t.Helper()
	return []*Resource{made(t, Registry, "a", nil), made(t, Zone, "b", nil), made(t, Registry, "c", nil)}
}

func TestEvaluateEachResource(t *testing.T) {
	t.Parallel()
	resources := threeResources(t)
	one := configured(t, OnResource(isThere), nil)
	want := []string{`registry "a" is there`, `registry "c" is there`}
	if diff := cmp.Diff(want, texts(one.Evaluate(resources))); diff != "" {
		t.Errorf("of the resources (-want +got):\n%s", diff)
	}
	if one.NeedsStack() || one.InStack(NewStack(resources)) != nil {
		t.Error("a rule about single resources finds something in the stack")
	}
}

func TestEvaluateInStack(t *testing.T) {
	t.Parallel()
	resources := threeResources(t)
	slices.Reverse(resources)
	one := configured(t, InStack(func(s *Stack, r *Resource) []Finding {
		return r.When(Yes, r.Here(), "is one of %d", len(s.All()))
	}), nil)
	want := []string{`registry "a" is one of 3`, `registry "c" is one of 3`}
	if diff := cmp.Diff(want, texts(one.Evaluate(resources))); diff != "" {
		t.Errorf("of the stack (-want +got):\n%s", diff)
	}
	if !one.NeedsStack() || one.OnResource(resources[0]) != nil {
		t.Error("a rule about the stack finds something in a single resource")
	}
}

// TestSettingsReachChecks reads settings in each way that there is.
func TestSettingsReachChecks(t *testing.T) {
	t.Parallel()
	said := func(r *Resource, values ...any) []Finding { return r.When(Yes, r.Here(), "%v", values) }
	for name, row := range map[string]struct {
		check         Check
		standard, set string
		settings      []SettingInfo
	}{
		"on a resource": {
			OnResourceWith(days, func(r *Resource, days float64) []Finding { return said(r, days) }),
			"[7]", "[30]",
			[]SettingInfo{days.Info()},
		},
		"in a stack": {
			InStackWith(words, func(_ *Stack, r *Resource, words []string) []Finding {
				return said(r, words)
			}),
			"[[a b]]", "[[c]]",
			[]SettingInfo{words.Info()},
		},
		"one inside of another": {
			With(days, func(days float64) Check {
				return OnResourceWith(words, func(r *Resource, words []string) []Finding {
					return said(r, days, words)
				})
			}),
			"[7 [a b]]", "[30 [c]]",
			[]SettingInfo{days.Info(), words.Info()},
		},
	} {
		resources := []*Resource{made(t, Registry, "a", nil)}
		standard := configured(t, row.check, nil)
		if diff := cmp.Diff(row.settings, standard.Settings()); diff != "" {
			t.Errorf("%s: the settings (-want +got):\n%s", name, diff)
		}
		values := map[string]any{}
		for _, setting := range row.settings {
			values[setting.Name] = map[string]any{"days": 30.0, "words": []any{"c"}}[setting.Name]
		}
		for want, one := range map[string]*Configured{
			row.standard: standard, row.set: configured(t, row.check, values),
		} {
			want = `[registry "a" ` + want + "]"
			if got := fmt.Sprint(texts(one.Evaluate(resources))); got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
	}
}

func TestConfigureFaults(t *testing.T) {
	t.Parallel()
	one := right()
	want := `rule "acr-right" has no setting "days": its settings are none`
	if _, err := one.Configure(map[string]any{"days": 7.0}); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestProperties shows each constructor values of the property and what it finds, "?" where it cannot tell.
func TestProperties(t *testing.T) {
	t.Parallel()
	long := func(text string) bool { return len(text) > 3 }
	absent, computed := property.Value{}, property.New(property.Computed)
	number := property.New(7.0)
	list := func(items ...property.Value) property.Value { return property.New(items) }
	for _, row := range []struct {
		name  string
		check Check
		value property.Value
		want  string
	}{
		{"must be", MustBe("a.b", "On", "is %s"), property.New("on"), ""},
		{"must be", MustBe("a.b", "On", "is %s"), property.New("off"), `is "off"`},
		{"must be", MustBe("a.b", "On", "is %s"), absent, "is not set"},
		{"must be", MustBe("a.b", "On", "is %s"), number, "?"},
		{"must be", MustBe("a.b", true, "is %s"), property.New(false), "is false"},
		{"must be", MustBe("a.b", true, "is %s"), property.New("s3cr3t").WithSecret(true), "?"},
		{"must be", MustBe("a.b", "On", "is %s"), property.New("s3cr3t").WithSecret(true), "is (secret)"},
		{"must be", MustBe("a.b", "On", "is 100% %s"), property.New("%d"), `is 100% "%d"`},
		{"must not be", MustNotBe("a.b", true, "is %s"), property.New(true), "is true"},
		{"must not be", MustNotBe("a.b", true, "is %s"), property.New(false), ""},
		{"must not be", MustNotBe("a.b", true, "is %s"), absent, ""},
		{"must not be", MustNotBe("a.b", true, "is %s"), computed, "?"},
		{"must have text", MustHaveText("a.b", "is not set"), property.New("x"), ""},
		{"must have text", MustHaveText("a.b", "is not set"), property.New(""), "is not set"},
		{"must have text", MustHaveText("a.b", "is not set"), absent, "is not set"},
		{"must have text", MustHaveText("a.b", "is not set"), computed, "?"},
		{"must match", MustMatch("a.b", long, "is %s"), property.New("long"), ""},
		{"must match", MustMatch("a.b", long, "is %s"), property.New("x"), `is "x"`},
		{"must match", MustMatch("a.b", long, "is short"), absent, "is short"},
		{"must match", MustMatch("a.b", long, "is %s"), computed, "?"},
		{"must not match", MustNotMatch("a.b", long, "is %s"), property.New("long"), `is "long"`},
		{"must not match", MustNotMatch("a.b", long, "is %s"), property.New("x"), ""},
		{"must not match", MustNotMatch("a.b", long, "is %s"), absent, ""},
		{"must not match", MustNotMatch("a.b", long, "is %s"), number, "?"},
		{"must have items", MustHaveItems("a.b", "is empty"), list(computed), ""},
		{"must have items", MustHaveItems("a.b", "is empty"), list(), "is empty"},
		{"must have items", MustHaveItems("a.b", "is empty"), absent, "is empty"},
		{"must have items", MustHaveItems("a.b", "is empty"), computed, "?"},
		{"must have items", MustHaveItems("a.b", "is empty"), number, "?"},
	} {
		r := made(t, Registry, "acr", func(r *Resource) {
			inner := property.New(map[string]property.Value{"b": row.value})
			r.Properties = NewValue("", property.New(map[string]property.Value{"a": inner}))
		})
		got := ""
		for _, finding := range configured(t, row.check, nil).OnResource(r) {
			got = finding.Problem
			if finding.Undecided {
				got = "?"
			}
			if finding.Property != "a.b" {
				t.Errorf("%s: the finding is about %q", row.name, finding.Property)
			}
		}
		if got != row.want {
			t.Errorf("%s, but is %s: %q, want %q", row.name, NewValue("", row.value), got, row.want)
		}
	}
}

func TestForEach(t *testing.T) {
	t.Parallel()
	items := property.New([]property.Value{property.New("x"), property.New(property.Computed)})
	for _, row := range []struct {
		list property.Value
		want []string
	}{
		{items, []string{`list[0] of registry "acr" is "x"`, `list[1] of registry "acr" is computed`}},
		{property.New([]property.Value{}), nil},
		{property.Value{}, nil},
		{property.New(property.Computed), []string{`list of registry "acr" is not known yet`}},
		{property.New("no list"), []string{`list of registry "acr" cannot be judged: what decides about it ` +
			`is not known yet, or it is not of the right type`}},
	} {
		r := made(t, Registry, "acr", nil)
		findings := ForEach(r, NewValue("list", row.list), func(item Value) []Finding {
			return r.When(Yes, item, "is %s", item)
		})
		if diff := cmp.Diff(row.want, texts(findings)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", NewValue("", row.list), diff)
		}
	}
}

func TestUndecided(t *testing.T) {
	t.Parallel()
	r := made(t, Registry, "acr", nil)
	for answer, want := range map[Answer]string{
		Yes: "[]", No: "[]",
		Unknown: `[registry "acr" cannot be judged: what decides about it is not known yet, or it is not of ` +
			`the right type]`,
	} {
		if got := fmt.Sprint(r.Undecided(answer, r.Here())); got != want {
			t.Errorf("%s: %s, want %s", answer, got, want)
		}
	}
}
