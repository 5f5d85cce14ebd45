package protocol_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/configuration"
	"private-acr/policy/packtest"
	"private-acr/policy/packtest/house"
	"private-acr/policy/rule"
)

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	want := []plugin.AnalyzeDiagnostic{
		{
			PolicyName: "door-shut", PolicyPackName: "house", PolicyPackVersion: "1.2.3",
			Description: "The door is shut.", EnforcementLevel: "mandatory", Severity: "high",
			URN: house.URNPrefix + "one",
			Message: `door of registry "one" is "open".` +
				"\nFix: Shut the door.\nSee https://example.com/door" +
				"\nAlso: PSRule for Azure House.Door; CIS Controls 1.1",
		},
		{
			PolicyName: "lamp-colour", PolicyPackName: "house", PolicyPackVersion: "1.2.3",
			Description: "The lamp has a colour that is allowed.", EnforcementLevel: "advisory",
			Severity: "low", URN: house.URNPrefix + "one",
			Message: `lamp of registry "one" is "red" of 60 watts.` +
				"\nFix: Take another lamp.\nSee https://example.com/lamp",
		},
	}
	got := packtest.Start(t, house.Pack()).Evaluate(t, house.Wrong()[:1])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSpellings shows the same house in the types of other versions of its provider.
func TestSpellings(t *testing.T) {
	t.Parallel()
	for token, judged := range map[string]bool{
		house.Token: true,
		"azure-native:containerregistry/v20230701:Registry":                    true,
		"azure-native_containerregistry_v20230701:containerregistry:Registry":  true,
		"azure-native:containerregistry:Webhook":                               false,
		"aws:ecr/repository:Repository":                                        false,
		"other-native:containerregistry:Registry":                              false,
		"azure-native:containerregistry:RegistryThatIsSomethingElse":           false,
		"my:azure-native:containerregistry:Registry":                           false,
		"azure-native_containerregistry_v20230701preview:containerregistry:Ta": false,
	} {
		one := house.Open("one")
		one.Token = token
		got := packtest.Start(t, house.Pack()).EvaluateEach(t, []*rule.Resource{one})
		if (len(got) > 0) != judged {
			t.Errorf("of %s the pack says %q", token, packtest.ShowAll(got))
		}
	}
}

// TestUndecided wants one list at the end of what mandatory rules could not judge, which stops nothing.
func TestUndecided(t *testing.T) {
	t.Parallel()
	unknown := map[string]property.Value{
		"door": property.New(property.Computed), "number": property.New(property.Computed),
	}
	resources := []*rule.Resource{house.New("two", unknown), house.New("one", unknown)}
	want := []string{"undecided, advisory, low, : " + strings.Join([]string{
		`door of registry "one" is not known yet (door-shut)`,
		`door of registry "two" is not known yet (door-shut)`,
		`number of registry "one" is not known yet (house-numbered)`,
		`number of registry "two" is not known yet (house-numbered)`,
	}, "\n")}
	got := packtest.Start(t, house.Pack()).Evaluate(t, resources)
	if diff := cmp.Diff(want, packtest.ShowAll(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestUndecidedOfTwoRules wants what two rules cannot tell said once.
func TestUndecidedOfTwoRules(t *testing.T) {
	t.Parallel()
	again := house.DoorShut
	again.ID = "back-door-shut"
	own := house.Pack()
	own.Rules = []rule.Rule{house.DoorShut, again}
	one := house.New("one", map[string]property.Value{"door": property.New(property.Computed)})
	want := []string{
		`undecided, advisory, low, : door of registry "one" is not known yet (back-door-shut, door-shut)`,
	}
	got := packtest.Start(t, own).Evaluate(t, []*rule.Resource{one})
	if diff := cmp.Diff(want, packtest.ShowAll(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUndecidedLevels(t *testing.T) {
	t.Parallel()
	one := house.New("one", map[string]property.Value{"door": property.New(property.Computed)})
	for _, c := range []struct{ name, file, want string }{
		{"nothing said", `{"door-shut": "mandatory"}`, "advisory"},
		{"a level for all rules", `{"all": "mandatory"}`, "advisory"},
		{"a level of its own", `{"undecided": "mandatory"}`, "mandatory"},
		{"off", `{"undecided": "disabled"}`, ""},
		{"its rule is off", `{"door-shut": "disabled"}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			engine := packtest.Configured(t, house.Pack(), c.file)
			for _, one := range engine.Evaluate(t, []*rule.Resource{one}) {
				if one.PolicyName == configuration.Undecided {
					got = string(one.EnforcementLevel)
				}
			}
			if got != c.want {
				t.Errorf("the list of what is undecided is %q, want %q", got, c.want)
			}
		})
	}
}

// TestDisabledRulesDoNotRun has rules that fail the test when they do.
func TestDisabledRulesDoNotRun(t *testing.T) {
	t.Parallel()
	single, whole := house.CellarDry, house.Numbered
	single.Check = rule.OnResource(func(*rule.Resource) []rule.Finding {
		t.Error("a rule that is disabled by itself runs")
		return nil
	})
	whole.Check = rule.InStack(func(*rule.Stack, *rule.Resource) []rule.Finding {
		t.Error("a rule that configuration disables runs")
		return nil
	})
	own := house.Pack()
	own.Rules = []rule.Rule{single, whole}
	engine := packtest.Configured(t, own, `{"house-numbered": "disabled"}`)
	if got := engine.Evaluate(t, []*rule.Resource{house.Open("one")}); len(got) > 0 {
		t.Errorf("the pack says %q", packtest.ShowAll(got))
	}
}

// reporting is a configuration with a report and an exemption of open doors.
func reporting(path, exempted string) string {
	return `{"report": {"sarif": "` + path + `"}, "exemptions": {"list": [` +
		house.Exemption("door-shut", exempted, "2026-03-31") + `]}}`
}

// TestSecretsStaySecret puts secrets wherever a rule looks.
func TestSecretsStaySecret(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t-word"
	hidden := property.New(secret).WithSecret(true)
	path := t.TempDir() + "/findings.sarif"
	engine := packtest.Configured(t, house.Pack(), reporting(path, "*::two"))
	resources := []*rule.Resource{
		house.New("one", map[string]property.Value{"door": hidden, "lamp": hidden, "watts": hidden}),
		house.New("two", map[string]property.Value{
			"door": property.New(map[string]property.Value{"inside": hidden}).WithSecret(true),
			"lamp": hidden, "watts": property.New(property.Computed).WithSecret(true),
		}),
	}
	said := strings.Join(packtest.ShowAll(engine.Evaluate(t, resources)), "\n")
	report, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range map[string]string{"what the pack says": said, "the report": string(report)} {
		if strings.Contains(text, secret) {
			t.Errorf("%s holds a secret:\n%s", where, text)
		}
		if !strings.Contains(text, "door of registry") || !strings.Contains(text, "(secret)") {
			t.Errorf("%s does not tell of the secret property:\n%s", where, text)
		}
	}
}

// TestManyAtOnce analyses from many goroutines, as the engine does.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	const routines, each = 16, 25
	path := t.TempDir() + "/findings.sarif"
	engine := packtest.Configured(t, house.Pack(), reporting(path, "*-0"))
	var mu sync.Mutex
	var said []plugin.AnalyzeDiagnostic
	var all []*rule.Resource
	var group sync.WaitGroup
	for i := range routines {
		houses := make([]*rule.Resource, each)
		for j := range houses {
			houses[j] = house.Open(strconv.Itoa(i) + "-" + strconv.Itoa(j))
		}
		all = slices.Concat(all, houses)
		group.Go(func() {
			for _, one := range houses {
				response, err := engine.Analyze(t.Context(), packtest.Resource(one))
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				said = append(said, response.Diagnostics...)
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if want := routines * (each - 1); len(said) != want {
		t.Errorf("the pack says %d things, want %d", len(said), want)
	}
	last := engine.EvaluateStack(t, all)
	if len(last) != 1 || strings.Count(last[0].Message, ` is "open"`) != routines {
		t.Errorf("the pack says at the end %q", packtest.ShowAll(last))
	}
	if got := len(packtest.ReadSARIF(t, path).Results); got != routines*each {
		t.Errorf("the report has %d results, want %d", got, routines*each)
	}
}

// TestOrder wants the same words whatever the order in which the engine asks.
func TestOrder(t *testing.T) {
	t.Parallel()
	houses := []*rule.Resource{house.Open("one"), house.Open("two"), house.Open("three")}
	backwards := slices.Clone(houses)
	slices.Reverse(backwards)
	var said []string
	var reports [][]string
	for _, resources := range [][]*rule.Resource{houses, backwards} {
		path := t.TempDir() + "/findings.sarif"
		engine := packtest.Configured(t, house.Pack(), reporting(path, "*"))
		said = append(said, strings.Join(packtest.ShowAll(engine.Evaluate(t, resources)), "\n"))
		var report []string
		for _, result := range packtest.ReadSARIF(t, path).Results {
			report = append(report, *result.Message.Text)
		}
		reports = append(reports, report)
	}
	if diff := cmp.Diff(said[0], said[1]); diff != "" {
		t.Errorf("the messages differ:\n%s", diff)
	}
	if diff := cmp.Diff(reports[0], reports[1]); diff != "" {
		t.Errorf("the reports differ:\n%s", diff)
	}
}

// TestProtectReachesARule has a resource rule that asks for it, as no real one does yet.
func TestProtectReachesARule(t *testing.T) {
	t.Parallel()
	asks := house.DoorShut
	asks.Check = rule.OnResource(func(r *rule.Resource) []rule.Finding {
		return r.When(rule.Known(!r.Protect), r.Here(), "is not protected")
	})
	own := house.Pack()
	own.Rules = []rule.Rule{asks}
	one, two := house.Open("one"), house.Open("two")
	one.Protect = true
	got := packtest.Start(t, own).EvaluateEach(t, []*rule.Resource{one, two})
	if len(got) != 1 || got[0].URN != house.URNPrefix+"two" {
		t.Errorf("the pack says %q", packtest.ShowAll(got))
	}
}
