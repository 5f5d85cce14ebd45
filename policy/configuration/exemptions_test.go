package configuration_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/configuration"
	"private-acr/policy/packtest"
	"private-acr/policy/packtest/house"
	"private-acr/policy/rule"
)

// exempted is a configuration with one exemption of the rule, for moving house until the day.
func exempted(ruleID, urn, until string) string {
	return fmt.Sprintf(`{"exemptions": {"list": [%s]}}`, house.Exemption(ruleID, urn, until))
}

// found are the findings of the rule and what the pack says of exemptions.
func found(t *testing.T, engine *packtest.Engine, resources ...*rule.Resource) (findings, report []string) {
	t.Helper()
	for _, one := range engine.Evaluate(t, resources) {
		switch one.PolicyName {
		case configuration.Exemptions:
			if one.EnforcementLevel != apitype.Advisory {
				t.Errorf("the report on exemptions is %s", one.EnforcementLevel)
			}
			report = append(report, strings.Split(one.Message, "\n")...)
		case "door-shut":
			findings = append(findings, string(one.URN))
		}
	}
	return findings, report
}

func TestExemptionsMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern string
		want    bool
	}{
		{house.URNPrefix + "one", true},
		{house.URNPrefix + "on", false},
		{house.URNPrefix + "one-more", false},
		{house.URNPrefix + "*", true},
		{"urn:pulumi:*::one", true},
		{"*", true},
		{"*::one", true},
		{"*::two", false},
		{"urn:pulumi:test::*:Registry::*ne", true},
		{"urn:pulumi:test::*:Registry::o.e", false},
		{"urn:pulumi:other::*", false},
		{strings.ToUpper(house.URNPrefix) + "one", false},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(c.pattern, "URN") {
				c.pattern = "*" + c.pattern
			}
			engine := packtest.Configured(t, house.Pack(), exempted("door-shut", c.pattern, "2026-03-31"))
			findings, report := found(t, engine, house.Open("one"))
			if (len(findings) == 0) != c.want {
				t.Errorf("the pack finds %q", findings)
			}
			want := "is not needed: remove it"
			if c.want {
				want = `lets through: door of registry "one" is "open"`
			}
			if len(report) != 1 || !strings.HasSuffix(report[0], want) {
				t.Errorf("the pack reports %q, want %q", report, want)
			}
		})
	}
}

func TestExemptionIsOfOneRule(t *testing.T) {
	t.Parallel()
	engine := packtest.Configured(t, house.Pack(), exempted("lamp-colour", "*", "2026-03-31"))
	findings, report := found(t, engine, house.Open("one"))
	if diff := cmp.Diff([]string{house.URNPrefix + "one"}, findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	want := []string{
		"the exemption of * from lamp-colour until 2026-03-31 (moving house) is not needed: remove it",
	}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

// TestExemptionOfAStackRule and of several resources at once.
func TestExemptionOfAStackRule(t *testing.T) {
	t.Parallel()
	shut := map[string]property.Value{"door": property.New("shut")}
	engine := packtest.Configured(t, house.Pack(), exempted("house-numbered", "*", "2026-03-31"))
	got := packtest.ShowAll(engine.Evaluate(t, []*rule.Resource{house.New("one", shut), house.New("two", shut)}))
	want := []string{"exemptions, advisory, low, : the exemption of * from house-numbered until 2026-03-31 " +
		`(moving house) lets through: number of registry "one" is not set; ` +
		`number of registry "two" is not set`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestExemptionsExpire(t *testing.T) {
	t.Parallel()
	west, east := time.FixedZone("west", -8*3600), time.FixedZone("east", 9*3600)
	for _, c := range []struct {
		name  string
		now   time.Time
		holds bool
	}{
		{"long before", time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC), true},
		{"the first moment of the last day", time.Date(2026, time.March, 31, 0, 0, 0, 0, time.UTC), true},
		{"the last moment of it", time.Date(2026, time.March, 31, 23, 59, 59, 999999999, time.UTC), true},
		{"the first moment after it", time.Date(2026, time.April, 1, 0, 0, 0, 0, time.UTC), false},
		{"the last day in the west only", time.Date(2026, time.March, 31, 16, 0, 0, 0, west), false},
		{"the next day in the east only", time.Date(2026, time.April, 1, 8, 59, 0, 0, east), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			own := house.Pack()
			own.Now = func() time.Time { return c.now }
			engine := packtest.Configured(t, own, exempted("door-shut", "*", "2026-03-31"))
			findings, _ := found(t, engine, house.Open("one"))
			if (len(findings) == 0) != c.holds {
				t.Errorf("the pack finds %q", findings)
			}
		})
	}
}

// TestWithoutNow makes sure that a pack without a time of its own takes the clock's.
func TestWithoutNow(t *testing.T) {
	t.Parallel()
	for until, holds := range map[string]bool{"2020-01-01": false, "9999-12-31": true} {
		own := house.Pack()
		own.Now = nil
		engine := packtest.Configured(t, own, exempted("door-shut", "*", until))
		findings, _ := found(t, engine, house.Open("one"))
		if (len(findings) == 0) != holds {
			t.Errorf("with an exemption until %s the pack finds %q", until, findings)
		}
	}
}

// TestExpiredExemption wants the finding to stand at its level, to say why, and the report to say so too.
func TestExpiredExemption(t *testing.T) {
	t.Parallel()
	engine := packtest.Configured(t, house.Pack(), exempted("door-shut", "*", "2026-03-30"))
	want := []string{
		"door-shut, mandatory, high, " + house.URNPrefix + `one: door of registry "one" is "open".` + "\n" +
			"Fix: Shut the door.\nIts exemption ended on 2026-03-30.\nSee https://example.com/door\n" +
			"Also: PSRule for Azure House.Door; CIS Controls 1.1",
		"exemptions, advisory, low, : the exemption of * from door-shut until 2026-03-30 (moving house) " +
			"has expired and is refused: renew it or remove it",
	}
	got := packtest.ShowAll(engine.Evaluate(t, []*rule.Resource{house.Open("one")}))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRenewedExemption has the renewed exemption after the expired one, as whoever appends to a list has it.
func TestRenewedExemption(t *testing.T) {
	t.Parallel()
	engine := packtest.Configured(t, house.Pack(), `{"exemptions": {"list": [`+
		house.Exemption("door-shut", "*", "2026-03-30")+`, `+
		house.Exemption("door-shut", "*::one", "2026-06-30")+`]}}`)
	findings, report := found(t, engine, house.Open("one"))
	if len(findings) > 0 {
		t.Errorf("the pack finds %q", findings)
	}
	want := []string{
		"the exemption of * from door-shut until 2026-03-30 (moving house) has expired and is refused: " +
			"renew it or remove it",
		"the exemption of *::one from door-shut until 2026-06-30 (moving house) lets through: " +
			`door of registry "one" is "open"`,
	}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestExemptionsReportCanBeOff(t *testing.T) {
	t.Parallel()
	file := `{"exemptions": {"enforcementLevel": "disabled", "list": [` +
		house.Exemption("door-shut", "*", "2026-03-31") + `]}}`
	engine := packtest.Configured(t, house.Pack(), file)
	if got := engine.Evaluate(t, []*rule.Resource{house.Open("one")}); len(got) > 0 {
		t.Errorf("the pack says %q", packtest.ShowAll(got))
	}
}

func TestFaultsOfExemptions(t *testing.T) {
	t.Parallel()
	const missing = `exemption 1: %q is missing: an exemption has the texts ["rule" "urn" "reason" "expires"]`
	for _, c := range []struct{ name, list, want string }{
		{
			"no reason", `[{"rule": "door-shut", "urn": "*", "expires": "2026-03-31"}]`,
			fmt.Sprintf(missing, "reason"),
		},
		{
			"a blank reason", `[{"rule": "door-shut", "urn": "*", "reason": " ", "expires": "2026-03-31"}]`,
			fmt.Sprintf(missing, "reason"),
		},
		{
			"a reason that is no text",
			`[{"rule": "door-shut", "urn": "*", "reason": 7, "expires": "2026-03-31"}]`,
			fmt.Sprintf(missing, "reason"),
		},
		{"no object", `["door-shut"]`, fmt.Sprintf(missing, "rule")},
		{"no end", `[{"rule": "door-shut", "urn": "*", "reason": "x"}]`, fmt.Sprintf(missing, "expires")},
		{
			"a date of another form", `[` + house.Exemption("door-shut", "*", "31.3.2026") + `]`,
			`exemption 1: expires is "31.3.2026", but has to be a day such as "2027-03-31"`,
		},
		{
			"a day that there is not", `[` + house.Exemption("door-shut", "*", "2026-02-30") + `]`,
			`exemption 1: expires is "2026-02-30", but has to be a day such as "2027-03-31"`,
		},
		{
			"a rule that is misspelt", `[` + house.Exemption("dor-shut", "*", "2026-03-31") + `]`,
			`exemption 1: there is no rule "dor-shut". Did you mean "door-shut"? ` + valid,
		},
		{
			"no URN", `[` + house.Exemption("door-shut", "one", "2026-03-31") + `]`,
			`exemption 1: urn is "one", but has to begin with "urn:" or "*"`,
		},
		{
			"a key too many",
			`[{"rule": "door-shut", "urn": "*", "reason": "x", "expires": "2026-03-31", "by": "me"}]`,
			`exemption 1: "by" is not one of ["rule" "urn" "reason" "expires"]`,
		},
		{"no list", `{}`, `"list" of "exemptions" has to be a list`},
		{
			"two", `[` + house.Exemption("door-shut", "one", "2026-03-31") + `, 7]`,
			`exemption 1: urn is "one", but has to begin with "urn:" or "*"` + "\n" +
				strings.Replace(fmt.Sprintf(missing, "rule"), "1", "2", 1),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			file := `{"exemptions": {"list": ` + c.list + `}}`
			path := write(t, file)
			if diff := cmp.Diff(path+":\n"+c.want, check(path)); diff != "" {
				t.Errorf("Check says (-want +got):\n%s", diff)
			}
			got := message(packtest.Start(t, house.Pack()).Apply(t, file))
			if want := "the configuration of the policy pack:\n" + c.want; !strings.HasSuffix(got, want) {
				t.Errorf("Configure says %q, want %q", got, want)
			}
		})
	}
}

func TestFaultOfTheExemptionsEntry(t *testing.T) {
	t.Parallel()
	path := write(t, `{"exemptions": {"lists": []}}`)
	want := path + ":\n" + `"exemptions" has no setting "lists": its one setting is "list"`
	if diff := cmp.Diff(want, check(path)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestExemptionOfAnEntry wants exemptions to be of rules alone: there is nothing to exempt from a list.
func TestExemptionOfAnEntry(t *testing.T) {
	t.Parallel()
	for _, id := range []string{configuration.Undecided, "all"} {
		if configuration.CheckFile(house.Pack().Rules, write(t, exempted(id, "*", "2026-03-31"))) == nil {
			t.Errorf("an exemption of %q is accepted", id)
		}
	}
}
