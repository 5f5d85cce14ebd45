package ruletest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
)

// changed changes each property that the rule found wrong, and the way the types are spelled.
func (one *test) changed(t *testing.T, example fixture.Case, findings []rule.Finding) {
	t.Helper()
	for _, finding := range violations(findings) {
		if finding.Property == "" {
			continue
		}
		one.unreadable(t, example, finding, "computed", property.New(property.Computed))
		one.null(t, example, finding)
		if !one.examples.AboutSecrets {
			one.unreadable(t, example, finding, "of the wrong type", ofWrongType(finding))
		}
	}
	if !one.examples.AboutSecrets {
		one.secret(t, example, findings)
	}
	one.spelled(t, example, findings)
	one.nasty(t, example)
}

// unreadable expects the rule to say that it cannot tell of what it found wrong.
func (one *test) unreadable(
	t *testing.T, example fixture.Case, finding rule.Finding, manner string, value property.Value,
) {
	t.Helper()
	got := one.evaluate(t, example, fixture.Update, func(resources []*rule.Resource) {
		set(resources, finding, value)
	})
	for _, found := range violations(got) {
		if found.Resource.URN == finding.Resource.URN && found.Property == finding.Property {
			t.Errorf("%s is %s, but the rule still finds that it %s", finding.Property, manner, found.Problem)
		}
	}
	if len(got) == 0 {
		t.Errorf("%s is %s, but the rule passes in silence", finding.Property, manner)
	}
}

// ofWrongType is a value that a property never is: an object where there was a single value, or nothing at
// all, and a text elsewhere.
func ofWrongType(finding rule.Finding) property.Value {
	at, _ := lookup(finding.Resource.Properties, finding.Property)
	switch at.TypeName() {
	case "an object":
		return property.New(7.0)
	default:
		if strings.HasPrefix(at.TypeName(), "a list") {
			return property.New(7.0)
		}
		return property.New(map[string]property.Value{"unexpected": property.New(7.0)})
	}
}

// null expects the rule to take a null for a property that is not there.
func (one *test) null(t *testing.T, example fixture.Case, finding rule.Finding) {
	t.Helper()
	withNull := one.evaluate(t, example, fixture.Update, func(resources []*rule.Resource) {
		set(resources, finding, property.New(property.Null))
	})
	without := one.evaluate(t, example, fixture.Update, func(resources []*rule.Resource) {
		remove(resources, finding)
	})
	if diff := cmp.Diff(texts(without), texts(withNull)); diff != "" {
		t.Errorf("%s is null, which is not as if it were absent (-absent +null):\n%s", finding.Property, diff)
	}
}

// secret expects the same findings where every property is a secret, and no value in their words.
func (one *test) secret(t *testing.T, example fixture.Case, findings []rule.Finding) {
	t.Helper()
	var hidden []string
	got := one.evaluate(t, example, fixture.Update, func(resources []*rule.Resource) {
		for _, r := range resources {
			r.Properties.Walk(func(v rule.Value) {
				if text, known := v.Text(); known == rule.Yes && len(text) > 2 && !isPublic(text) {
					hidden = append(hidden, text)
				}
			})
			r.Properties = rule.NewValue("", secretInside(r))
		}
	})
	if len(violations(got)) != len(violations(findings)) {
		t.Errorf("with secrets the rule finds %q", texts(got))
	}
	for _, text := range texts(got) {
		for _, secret := range hidden {
			if strings.Contains(text, secret) && !inWords(findings, secret) {
				t.Errorf("%q holds %q, which is a secret", text, secret)
			}
		}
	}
}

// isPublic is true for a text that is said anyway, because it is one of the words of Azure that rules explain
// themselves with. Secrets are not made of them.
func isPublic(text string) bool {
	return len(text) < 16 && !strings.ContainsAny(text, "/.:@")
}

// inWords is true for a text that is part of a resource's name, which is no secret.
func inWords(findings []rule.Finding, text string) bool {
	return slices.ContainsFunc(findings, func(f rule.Finding) bool {
		return strings.Contains(f.Resource.Name, text)
	})
}

func secretInside(r *rule.Resource) property.Value {
	all := map[string]property.Value{}
	for key, value := range raw(r).AsMap().All {
		all[key] = value.WithSecret(true)
	}
	return property.New(all)
}

// spelled expects the same findings however the program writes the types.
func (one *test) spelled(t *testing.T, example fixture.Case, findings []rule.Finding) {
	t.Helper()
	for _, spelling := range spellings {
		got := one.evaluate(t, example, fixture.Update, func(resources []*rule.Resource) {
			for _, r := range resources {
				r.Token = spelling.of(r.Token)
				r.Type = rule.TypeOf(r.Token)
			}
		})
		if diff := cmp.Diff(texts(findings), texts(got)); diff != "" && !one.pinsVersions() {
			t.Errorf("with types %s (-want +got):\n%s", spelling.name, diff)
		}
	}
}

// pinsVersions is true for a rule that is about the version in a token.
func (one *test) pinsVersions() bool { return strings.Contains(one.rule.ID, "api") }

var spellings = []struct {
	name string
	of   func(token string) string
}{
	{"without a version", func(token string) string { return spell(token, "azure-native:%m:%t") }},
	{"with a version", func(token string) string { return spell(token, "azure-native:%m/v20240101:%t") }},
	{"of azure-native 3's packages", func(token string) string {
		return spell(token, "azure-native_%m_v20240101:%m:%t")
	}},
	{"of azure-native 2's modules", func(token string) string {
		return spell(strings.NewReplacer(":privatedns", ":network", ":monitor", ":insights").Replace(token),
			"azure-native:%m:%t")
	}},
}

func spell(token, pattern string) string {
	if !strings.HasPrefix(token, "azure-native:") {
		return token
	}
	parts := strings.Split(token, ":")
	module, _, _ := strings.Cut(parts[1], "/")
	return strings.NewReplacer("%m", module, "%t", parts[2]).Replace(pattern)
}

// nasty puts every odd value in the place of every property: the rule may say what it likes, but not panic.
func (one *test) nasty(t *testing.T, example fixture.Case) {
	t.Helper()
	if testing.Short() {
		return // It is nine tenths of all the time.
	}
	resources, err := example.Build(fixture.Update)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range resources {
		r.Properties.Walk(func(v rule.Value) {
			for _, odd := range Odd() {
				one.evaluate(t, example, fixture.Update, func(changed []*rule.Resource) {
					set(changed, rule.Finding{Resource: changed[i], Property: v.Path()}, odd)
				})
			}
		})
	}
}
