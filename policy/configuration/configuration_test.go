package configuration_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/configuration"
	"private-acr/policy/packtest"
	"private-acr/policy/packtest/house"
	"private-acr/policy/rule"
)

const valid = "The rules are all, undecided, exemptions, report, " +
	"door-shut, lamp-colour, house-numbered, cellar-dry"

// faults are configuration files with something wrong, and what is said of it. The engine refuses some of
// them before the pack sees them.
var faults = []struct {
	name, file, want string
	// engine says that the pack does not get it.
	engine bool
}{
	{
		name: "a rule that is misspelt", file: `{"door-shutt": "advisory"}`,
		want: `there is no rule "door-shutt". Did you mean "door-shut"? ` + valid,
	},
	{
		name: "a rule that there is nothing like", file: `{"x": "advisory", "y": "mandatory"}`,
		want: `there is no rule "x". ` + valid + "\n" + `there is no rule "y". ` + valid,
	},
	{
		name: "a level that there is not", file: `{"door-shut": "warn"}`, engine: true,
		want: `"door-shut": level "warn" is not one of disabled, advisory, mandatory`,
	},
	{
		name: "remediation, which no rule does", file: `{"all": "remediate"}`, engine: true,
		want: `"all": level "remediate" is not one of disabled, advisory, mandatory`,
	},
	{
		name: "a level in an object that is no text", engine: true,
		file: `{"door-shut": {"enforcementLevel": 1}}`,
		want: `"door-shut": level "1" is not one of disabled, advisory, mandatory`,
	},
	{
		name: "neither a level nor an object", file: `{"door-shut": ["advisory"]}`, engine: true,
		want: `"door-shut": is [advisory], but has to be a level (disabled, advisory, mandatory) ` +
			`or an object of settings`,
	},
	{
		name: "a setting that there is not", file: `{"lamp-colour": {"color": "red"}}`,
		want: `rule "lamp-colour" has no setting "color": ` +
			`its settings are ["colours" "watts" "strict" "note"]`,
	},
	{
		name: "a setting of a rule without any", file: `{"door-shut": {"color": "red"}}`,
		want: `rule "door-shut" has no setting "color": its settings are none`,
	},
	{
		name: "a text for a list", file: `{"lamp-colour": {"colours": "red"}}`,
		want: `setting "colours" of rule "lamp-colour" is red, but has to be a list of texts`,
	},
	{
		name: "a list of something else", file: `{"lamp-colour": {"colours": ["red", 7]}}`,
		want: `setting "colours" of rule "lamp-colour" is [red 7], but has to be a list of texts`,
	},
	{
		name: "a text for a number", file: `{"lamp-colour": {"watts": "60"}}`,
		want: `setting "watts" of rule "lamp-colour" is 60, but has to be a number`,
	},
	{
		name: "a text for a flag", file: `{"lamp-colour": {"strict": "yes"}}`,
		want: `setting "strict" of rule "lamp-colour" is yes, but has to be true or false`,
	},
	{
		name: "a number for a text", file: `{"report": {"sarif": 7}}`,
		want: `setting "sarif" of rule "report" is 7, but has to be a text`,
	},
	{
		name: "several at once", file: `{"door-shut": {"color": "red"}, "lamp-colour": {"watts": true}}`,
		want: `rule "door-shut" has no setting "color": its settings are none` + "\n" +
			`setting "watts" of rule "lamp-colour" is true, but has to be a number`,
	},
	{
		name: "a setting of an entry without any", file: `{"undecided": {"color": "red"}}`,
		want: `rule "undecided" has no setting "color": its settings are none`,
	},
}

func TestFaultsOfConfiguration(t *testing.T) {
	t.Parallel()
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := write(t, c.file)
			if diff := cmp.Diff(path+":\n"+c.want, check(path)); diff != "" {
				t.Errorf("Check says (-want +got):\n%s", diff)
			}
			if c.engine {
				return
			}
			got := message(packtest.Start(t, house.Pack()).Apply(t, c.file))
			if want := "the configuration of the policy pack:\n" + c.want; !strings.HasSuffix(got, want) {
				t.Errorf("Configure says %q, want %q", got, want)
			}
		})
	}
}

func TestCheckAccepts(t *testing.T) {
	t.Parallel()
	for _, file := range []string{
		`{}`,
		`{"all": "disabled", "door-shut": "mandatory", "environments": ["production"]}`,
		`{"lamp-colour": {"enforcementLevel": "advisory", "colours": [], "watts": 0, "strict": true}}`,
		`{"lamp-colour": {"note": "!"}}`,
		`{"undecided": "disabled", "report": {"sarif": "findings.sarif"}, "exemptions": "disabled"}`,
		`{"exemptions": {"list": []}}`,
		`{"exemptions": {"list": [` +
			`{"rule": "door-shut", "urn": "*", "reason": "moving house", "expires": "2026-04-01"}]}}`,
	} {
		if err := configuration.CheckFile(house.Pack().Rules, write(t, file)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		// The environments are the engine's business.
		file = strings.Replace(file, `, "environments": ["production"]`, "", 1)
		if err := packtest.Start(t, house.Pack()).Apply(t, file); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestCheckOfWhatIsNoConfiguration(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "missing.json")
	want := "reading the configuration of the policy pack: "
	if got := check(missing); !strings.HasPrefix(got, want) {
		t.Errorf("of a file that is not there: %q", got)
	}
	for _, text := range []string{``, `[]`, `{"door-shut": }`} {
		path := write(t, text)
		if got := check(path); !strings.HasPrefix(got, path+" is not a JSON object: ") {
			t.Errorf("of %q: %q", text, got)
		}
	}
}

// TestLevels shows two houses to the pack, of which every rule finds something.
func TestLevels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file string
		want       map[string]string
	}{
		{
			"as the rules have it", `{}`,
			map[string]string{
				"door-shut": "mandatory/high", "lamp-colour": "advisory/low",
				"house-numbered": "mandatory/critical",
			},
		},
		{
			"all of them", `{"all": "mandatory"}`,
			map[string]string{
				"door-shut": "mandatory/high", "lamp-colour": "mandatory/low",
				"house-numbered": "mandatory/critical", "cellar-dry": "mandatory/medium",
			},
		},
		{
			"all but one", `{"all": "disabled", "lamp-colour": "mandatory"}`,
			map[string]string{"lamp-colour": "mandatory/low"},
		},
		{
			"one by one", `{"door-shut": "advisory", "lamp-colour": {"enforcementLevel": "disabled"},
			  "house-numbered": "advisory", "cellar-dry": "advisory"}`,
			map[string]string{
				"door-shut": "advisory/high", "house-numbered": "advisory/critical",
				"cellar-dry": "advisory/medium",
			},
		},
		{
			"a setting leaves the level", `{"lamp-colour": {"watts": 1}}`,
			map[string]string{
				"door-shut": "mandatory/high", "lamp-colour": "advisory/low",
				"house-numbered": "mandatory/critical",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := map[string]string{}
			for _, one := range packtest.Configured(t, house.Pack(), c.file).Evaluate(t, house.Wrong()) {
				got[one.PolicyName] = string(one.EnforcementLevel) + "/" + string(one.Severity)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestWithoutConfiguration makes sure that what the engine does not configure has the rules' levels.
func TestWithoutConfiguration(t *testing.T) {
	t.Parallel()
	got := packtest.Start(t, house.Pack()).Evaluate(t, house.Wrong()[:1])
	if len(got) != 2 || got[0].EnforcementLevel != apitype.Mandatory ||
		got[1].EnforcementLevel != apitype.Advisory {
		t.Errorf("the pack says %q", packtest.ShowAll(got))
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	lamp := house.New("one", map[string]property.Value{
		"door": property.New("shut"), "lamp": property.New("red"), "watts": property.New(60.0),
	})
	dark := house.New("two", map[string]property.Value{"door": property.New("shut"), "watts": property.New(0.0)})
	for _, c := range []struct {
		name, settings string
		want           []string
	}{
		{"the defaults", `{}`, []string{`lamp of registry "one" is "red" of 60 watts.`}},
		{"another list", `{"colours": ["Red"], "watts": 60}`, nil},
		{"another number alone", `{"watts": 60}`, []string{`lamp of registry "one" is "red" of 60 watts.`}},
		{"an empty list", `{"colours": []}`, []string{`lamp of registry "one" is "red" of 60 watts.`}},
		{"a text", `{"note": "!"}`, []string{`lamp of registry "one" is "red" of 60 watts!.`}},
		{
			"a flag", `{"strict": true, "colours": ["red"], "watts": 60}`,
			[]string{`lamp of registry "two" is not set of 0 watts.`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			engine := packtest.Configured(t, house.Pack(), `{"lamp-colour": `+c.settings+`}`)
			var got []string
			for _, one := range engine.EvaluateEach(t, []*rule.Resource{lamp, dark}) {
				line, _, _ := strings.Cut(one.Message, "\n")
				got = append(got, line)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRefusedConfigurationChangesNothing makes sure that a pack goes on as it was.
func TestRefusedConfigurationChangesNothing(t *testing.T) {
	t.Parallel()
	engine := packtest.Configured(t, house.Pack(), `{"all": "advisory"}`)
	if err := engine.Apply(t, `{"all": "disabled", "lamp-colour": {"watts": "60"}}`); err == nil {
		t.Fatal("the configuration is accepted")
	}
	got := engine.EvaluateEach(t, []*rule.Resource{house.Open("one")})
	if len(got) == 0 || got[0].EnforcementLevel != apitype.Advisory {
		t.Errorf("the pack says %q", packtest.ShowAll(got))
	}
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "configuration.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// check is what is said of a configuration file.
func check(path string) string { return message(configuration.CheckFile(house.Pack().Rules, path)) }

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
