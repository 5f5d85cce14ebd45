package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"private-acr/internal/schema"
	"private-acr/internal/schema/golden"
)

func text(value any) string { return fmt.Sprint(value) }

const (
	digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	anID   = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/hub" +
		"/providers/Microsoft.Network/virtualNetworks/hub"
)

// ruleCases has, for each rule, what passes in its normal form, and what does not with parts of rule and
// remedy.
var ruleCases = map[string]struct {
	good map[string]string
	bad  map[string][2]string
}{
	"name=registry": {
		map[string]string{"acrmyapp": "acrmyapp", "Acr01": "Acr01"},
		map[string][2]string{"acr": {"5 to 50", `"acrmyapp"`}, "acrlogin": {"keeps to itself", `"acrmyapp"`}},
	},
	"name=user-assigned-identity": {
		map[string]string{"id-myapp": "id-myapp"}, map[string][2]string{"i": {"3 to 128", "id-myapp"}},
	},
	"region": {
		map[string]string{
			"koreacentral": "koreacentral", "Korea Central": "koreacentral", "Atlantis " +
				"North": "atlantisnorth",
			"unlisted:westus4": "westus4",
		},
		map[string][2]string{"koreacentrl": {"known", `"koreacentral"`}, "mars": {"known", "list-locations"}},
	},
	"id=Microsoft.Network/virtualNetworks": {
		map[string]string{anID: anID},
		map[string][2]string{
			anID + "/": {"slash", "az resource"}, "hub": {"id of a", "portal"},
			"": {"id of a", ""},
		},
	},
	"range=0.25..4": {
		map[string]string{"0.25": "0.25", "4": "4", "1e0": "1e0"},
		map[string][2]string{
			"0.24": {"from 0.25 to 4", "between"}, "4.01": {"from 0.25 to 4", ""}, "x": {
				"from",
				"",
			}, "NaN": {"from", ""},
		},
	},
	"range=-1..1": {
		map[string]string{"-1": "-1", "0": "0"}, map[string][2]string{"-2": {"from -1 to 1", ""}},
	},
	"range=1..2000000": {
		map[string]string{"2000000": "2000000"}, map[string][2]string{"0": {"from 1 to 2000000", ""}},
	},
	"step=0.1": {
		map[string]string{"1.3": "1.3", "0": "0", "240": "240", "-0.1": "-0.1"},
		map[string][2]string{
			"1.55": {"multiple of 0.1", "round"}, "x": {"multiple", ""},
			"0.00001": {"multiple", ""},
		},
	},
	"length=1..3": {
		map[string]string{"a": "a", "가나다": "가나다"},
		map[string][2]string{"": {"1 to 3 characters", "0"}, "abcd": {"1 to 3 characters", "this has 4"}},
	},
	"duration=1s..1h": {
		map[string]string{"1s": "1s", "60m": "60m", "1h": "1h", "59m59s": "59m59s"},
		map[string][2]string{
			"20": {"must be a duration", `"20m"`}, "999ms": {
				"from 1s to 1h0m0s",
				"between",
			}, "61m": {"from 1s", ""},
			"": {"must be a duration", ""}, "-1s": {"from 1s", ""},
		},
	},
	"cidr": {
		map[string]string{"10.0.0.0/16": "10.0.0.0/16"},
		map[string][2]string{"10.0.0.1/16": {"network address", `"10.0.0.0/16"`}, "10.0.0.0": {
			"IPv4 range",
			"slash",
		}},
	},
	"ipv4": {
		map[string]string{"10.0.2.10": "10.0.2.10"},
		map[string][2]string{
			"x": {"IPv4 address", "10.0.2.10"}, "fd00::1": {"IPv4 address", ""}, "10.0.2": {
				"IPv4 address",
				"",
			},
			"::ffff:10.0.2.1": {"IPv4 address", ""},
		},
	},
	"image": {
		map[string]string{"a:1": "a:1", "a@" + digest: "a@" + digest, "a.b/c:1": "a.b/c:1"},
		map[string][2]string{
			"a": {"repository:tag", `"a:1.0.0"`}, "a:1@" + digest: {"repository:tag", "leave out"},
			"ghcr.io/a:1": {"must not name a registry", `"a:1"`}, "A:1": {"repository:tag", "lower case"},
			"ghcr.io/A:1": {"repository:tag", "lower case"},
		},
	},
	"source": {
		map[string]string{
			"ghcr.io/a:1": "ghcr.io/a:1", "docker.io/nginx:1": "docker.io/library/nginx:1",
			"docker.io/library/nginx@" + digest: "docker.io/library/nginx@" +
				digest, "1.2.3.4:5000/a:1": "1.2.3.4:5000/a:1",
		},
		map[string][2]string{
			"nginx": {"registry/repository", `"docker.io/library/nginx:<tag>"`}, "ghcr.io/a": {
				"registry/",
				`"ghcr.io/a:<tag>"`,
			},
			"a/b:1": {"registry/", `"docker.io/a/b:1"`}, "A:1": {"registry/", "mcr.microsoft.com"},
			"10.0.0.1/a:1": {"can reach", "public address"}, "100.64.0.1.local/a:1": {"can reach", ""},
			"localhost/a:1": {"can reach", ""}, "0.0.0.0/a:1": {"can reach", ""}, "[::1]:5/a:1": {
				"can reach",
				"",
			},
		},
	},
	"memory": {
		map[string]string{"1Gi": "1Gi", "1.0Gi": "1Gi", "1.50Gi": "1.5Gi", "0.5Gi": "0.5Gi"},
		map[string][2]string{
			"01Gi": {"number of Gi", `"1Gi"`}, "1G": {"number of Gi", ""},
			"": {"number of Gi", ""},
		},
	},
	"variable=app": {
		map[string]string{"A": "A", "a.b-c": "a.b-c", "_1": "_1", ".a": ".a"},
		map[string][2]string{
			"1a": {"first no digit", "rename"}, "AZURE_CLIENT_ID": {"client id", "remove"},
			"a b": {"name of", ""},
		},
	},
	"variable=group": {
		map[string]string{"A": "A", "_1": "_1"},
		map[string][2]string{
			"a.b": {"1 to 63", "rename"}, "AZURE_CLIENT_ID": {"client id", "remove"},
			"": {"1 to 63", ""},
		},
	},
	"tag": {
		map[string]string{
			"a": "a", "cost centre": "cost centre", "my-azure": "my-azure", "a~": "a~", strings.Repeat("a",
				512): strings.Repeat("a", 512),
		},
		map[string][2]string{
			"": {"1 to 512", "rename"}, strings.Repeat("a", 513): {"1 to 512", ""}, "a/b": {
				"without any of",
				"",
			},
			"AZURE": {"begins with azure", ""}, "Windows11": {"begins with windows", ""},
		},
	},
	"workload": {
		map[string]string{"a": "a", "my-app1": "my-app1", strings.Repeat("a", 20): strings.Repeat("a", 20)},
		map[string][2]string{
			"": {"1 to 20", "myapp"}, "A": {"lower-case", ""}, "1a": {"first a letter", ""}, "a-": {
				"last no",
				"",
			},
			"a--b": {"single", ""}, strings.Repeat("a", 21): {"1 to 20", ""},
		},
	},
	"key": {
		map[string]string{"web": "web"},
		map[string][2]string{
			"My Web": {"must have a key of 1 to 20 characters", `"web"`},
			"":       {"must have a key of", ""},
		},
	},
	"https": {
		map[string]string{"https://a.b/c": "https://a.b/c"},
		map[string][2]string{
			"http://a.b": {"https URL", "ci.example.com"}, "https:///x": {
				"https URL",
				"",
			}, "a.b": {"https URL", ""},
			"https://a b": {"https URL", ""},
		},
	},
	"scope": {
		map[string]string{"*": "*", "a": "a", "a/*": "a/*", "a/b": "a/b"},
		map[string][2]string{"a*": {"lower-case", "shop/cart"}, "/*": {"lower-case", ""}, "": {
			"lower-case",
			"",
		}, "**": {"lower-case", ""}},
	},
	"repository": {
		map[string]string{"shop/cart": "shop/cart", strings.Repeat("a", 255): strings.Repeat("a", 255)},
		map[string][2]string{
			"Shop": {"lower-case", "shop/cart"}, "a:1": {"lower-case", ""}, strings.Repeat("a",
				256): {"255 characters", ""},
			"ghcr.io/a": {"lower-case", ""},
		},
	},
	"host": {
		map[string]string{"ghcr.io": "ghcr.io", "a.b:5000": "a.b:5000"},
		map[string][2]string{
			"https://ghcr.io": {"host of a registry", "ghcr.io"}, "ghcr.io/a": {"host", ""},
			"": {"host", ""}, "a": {"host", ""},
		},
	},
	"filled": {
		map[string]string{" ": " ", "a": "a"}, map[string][2]string{"": {"must not be empty", "remove"}},
	},
	"purpose": {
		map[string]string{"privateEndpoints": "privateEndpoints", "containerApps": "containerApps"},
		map[string][2]string{"privateEndpoint": {
			"one of privateEndpoints, containerApps",
			`"privateEndpoints"`,
		}, "zzz": {"one of", "choose"}},
	},
	"cron": {
		map[string]string{"0 3 * * *": "0 3 * * *", "*/5 0-6 1,15 * *": "*/5 0-6 1,15 * *"},
		map[string][2]string{
			"@daily": {"five fields", "0 3"}, "0 3 * *": {"five", ""},
			"0 3 * * * *": {"five", ""}, "0  3 * * *": {"five", ""},
		},
	},
}

func TestRules(t *testing.T) {
	t.Parallel()
	for rule, cases := range ruleCases {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			for given, normal := range cases.good {
				if wrong := schema.Violates(rule, given); wrong != nil || schema.Normal(rule,
					given) != normal {
					t.Errorf("%q: got %q, %v, want %q", given, schema.Normal(rule, given), wrong, normal)
				}
			}
			for given, want := range cases.bad {
				wrong := schema.Violates(rule, given)
				if wrong == nil || !strings.Contains(wrong.Rule, want[0]) || !strings.Contains(wrong.Remedy,
					want[1]) ||
					wrong.Remedy == "" {
					t.Errorf("%q: got %+v, want %q", given, wrong, want)
				}
				if normal := schema.Normal(rule, given); normal != given {
					t.Errorf("%q: a text that is wrong becomes %q", given, normal)
				}
			}
		})
	}
}

func TestWordsOfRules(t *testing.T) {
	t.Parallel()
	var page []string
	for rule, cases := range ruleCases {
		for given := range cases.bad {
			wrong := schema.Violates(rule, given)
			page = append(page, fmt.Sprintf("%s %.40q: %s; %s", rule, given, wrong.Rule, wrong.Remedy))
		}
	}
	for _, region := range []string{"Atlantis North", "westus4"} {
		page = append(page, fmt.Sprintf("unlisted %q: %+v", region, *schema.Unlisted(region)))
	}
	golden.Compare(t, "rules.txt", page)
}

// TestNormalFormsAreStable: a spec is resolved by the settings and again by its component.
func TestNormalFormsAreStable(t *testing.T) {
	t.Parallel()
	for rule, cases := range ruleCases {
		for _, normal := range cases.good {
			if again := schema.Normal(rule, normal); again != normal || schema.Violates(rule, normal) != nil {
				t.Errorf("%s: %q becomes %q", rule, normal, again)
			}
		}
	}
}

func TestEveryRuleHasCases(t *testing.T) {
	t.Parallel()
	tried := map[string]bool{}
	for rule := range ruleCases {
		name, _, _ := strings.Cut(rule, "=")
		tried[name] = true
	}
	for _, name := range schema.RuleNames() {
		if !tried[name] {
			t.Errorf("no case tries the rule %q", name)
		}
	}
}

func TestRulesThatThereAreNot(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{
		"nam=registry", "name=castle", "variable=vm", "range=a..b", "step=x",
		"length=1", "duration=1..2",
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("the tag %q passes", tag)
				}
			}()
			schema.Violates(tag, "a")
		}()
	}
}

func TestUnlisted(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"koreacentral": "", "Korea Central": "", "koreacentrl": "", "mars": "", "unlisted:atlantisnorth": "",
		"Atlantis North": `"unlisted:atlantisnorth"`, "westus4": `"unlisted:westus4"`,
	} {
		wrong := schema.Unlisted(region)
		if (wrong == nil) != (want == "") || wrong != nil && !strings.Contains(wrong.Remedy, want) {
			t.Errorf("%q: got %+v, want %s", region, wrong, want)
		}
	}
}

func TestDuration(t *testing.T) {
	t.Parallel()
	if got := schema.Duration("1h30m").Minutes(); got != 90 {
		t.Errorf("got %g minutes", got)
	}
}
