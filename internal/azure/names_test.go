package azure_test

import (
	"errors"
	"strings"
	"testing"

	"private-acr/internal/azure"
)

// nameCases has, per kind, names at both ends of the rule: the shortest and longest Azure takes, and the
// nearest ones that it does not.
var nameCases = map[azure.NameKind]struct{ good, bad []string }{
	azure.NameContainerApp: {
		good: []string{"ca", "ca-myapp", "a1", "a" + strings.Repeat("b", 31)},
		bad:  []string{"a", "1a", "Ca", "ca-", "c--a", "c_a", "a" + strings.Repeat("b", 32)},
	},
	azure.NameContainerGroup: {
		good: []string{"c", "1", "ci-myapp", strings.Repeat("c", 63)},
		bad:  []string{"", "-c", "c-", "c--i", "Ci", strings.Repeat("c", 64)},
	},
	azure.NameFederatedCredential: {
		good: []string{"fic", "1_-", strings.Repeat("f", 120)},
		bad:  []string{"fi", "-fic", "_fic", "fic.1", strings.Repeat("f", 121)},
	},
	azure.NameJob: {
		good: []string{"ca", "caj-myapp", "a" + strings.Repeat("b", 31)},
		bad:  []string{"a", "1a", "Ca", "ca-", "c--a", "c_a", "a" + strings.Repeat("b", 32)},
	},
	azure.NameManagedEnvironment: {
		good: []string{"e", "cae-MyApp", "c--e", strings.Repeat("e", 60)},
		bad:  []string{"", "-e", "e-", "e_e", strings.Repeat("e", 61)},
	},
	azure.NameNatGateway: {
		good: []string{"n", "ng_1.2-3_", strings.Repeat("n", 80)},
		bad:  []string{"", "_n", "n-", "n.", "n n", strings.Repeat("n", 81)},
	},
	azure.NameNetworkInterface: {
		good: []string{"n", "pe.nic.1_", strings.Repeat("n", 80)},
		bad:  []string{"", "nic-", strings.Repeat("n", 81)},
	},
	azure.NameNetworkSecurityGroup: {
		good: []string{"n", "nsg-myapp", strings.Repeat("n", 80)},
		bad:  []string{"", "nsg.", strings.Repeat("n", 81)},
	},
	azure.NamePrivateEndpoint: {
		good: []string{"pe", "pe-acr-myapp", strings.Repeat("p", 64)},
		bad:  []string{"p", "-pe", "pe-", strings.Repeat("p", 65)},
	},
	azure.NamePublicIPAddress: {
		good: []string{"p", "pip-myapp", strings.Repeat("p", 80)},
		bad:  []string{"", "pip.", strings.Repeat("p", 81)},
	},
	azure.NameRegistry: {
		good: []string{"acr01", "AcrMyApp", strings.Repeat("r", 50)},
		bad:  []string{"acr1", "acr-myapp", "acr_myapp", "acrmyäpp", strings.Repeat("r", 51)},
	},
	azure.NameRegistryToken: {
		good: []string{"token", "-pull_MyApp-", strings.Repeat("t", 50)},
		bad:  []string{"pull", "pull.app", strings.Repeat("t", 51)},
	},
	azure.NameReplication: {
		good: []string{"japan", "JapanEast2", strings.Repeat("r", 50)},
		bad:  []string{"east", "japan-east", strings.Repeat("r", 51)},
	},
	azure.NameResourceGroup: {
		good: []string{"r", "rg.(my)_app-1", "_", strings.Repeat("r", 90)},
		bad:  []string{"", "rg.", "rg/1", "rg 1", strings.Repeat("r", 91)},
	},
	azure.NameRoute: {
		good: []string{"r", "to-firewall", strings.Repeat("r", 80)},
		bad:  []string{"", "r.", strings.Repeat("r", 81)},
	},
	azure.NameRouteTable: {
		good: []string{"r", "rt-hub", strings.Repeat("r", 80)},
		bad:  []string{"", "rt.", strings.Repeat("r", 81)},
	},
	azure.NameScopeMap: {
		good: []string{"scope", "_pull-MyApp_", strings.Repeat("s", 50)},
		bad:  []string{"pull", "pull/app", strings.Repeat("s", 51)},
	},
	azure.NameSecurityRule: {
		good: []string{"r", "allow_https_", strings.Repeat("r", 80)},
		bad:  []string{"", "rule-", strings.Repeat("r", 81)},
	},
	azure.NameSubnet: {
		good: []string{"s", "private-endpoints", strings.Repeat("s", 80)},
		bad:  []string{"", "s/1", strings.Repeat("s", 81)},
	},
	azure.NameUserAssignedIdentity: {
		good: []string{"id1", "id-my_app-", strings.Repeat("i", 128)},
		bad:  []string{"id", "-id", "_id", "id.1", strings.Repeat("i", 129)},
	},
	azure.NameVault: {
		good: []string{"kv1", "Kv-MyApp", strings.Repeat("k", 24)},
		bad:  []string{"kv", "1kv", "kv-", "kv--1", "kv_1", strings.Repeat("k", 25)},
	},
	azure.NameVirtualNetwork: {
		good: []string{"vn", "vnet-myapp", strings.Repeat("v", 64)},
		bad:  []string{"v", "vnet-", strings.Repeat("v", 65)},
	},
	azure.NameVirtualNetworkLink: {
		good: []string{"l", "link-myapp", strings.Repeat("l", 80)},
		bad:  []string{"", ".l", strings.Repeat("l", 81)},
	},
	azure.NameWebhook: {
		good: []string{"hook1", "WhMyApp", strings.Repeat("w", 50)},
		bad:  []string{"hook", "wh-myapp", strings.Repeat("w", 51)},
	},
	azure.NameWorkspace: {
		good: []string{"log1", "log--MyApp", strings.Repeat("l", 63)},
		bad:  []string{"log", "-log", "log-", "log_1", strings.Repeat("l", 64)},
	},
	azure.NameZoneGroup: {
		good: []string{"d", "default", strings.Repeat("z", 80)},
		bad:  []string{"", "default-", strings.Repeat("z", 81)},
	},
}

func TestCheckName(t *testing.T) {
	t.Parallel()
	for kind, cases := range nameCases {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for _, name := range cases.good {
				if err := azure.CheckName(kind, name); err != nil {
					t.Errorf("%q: got %v, want no error", name, err)
				}
			}
			for _, name := range cases.bad {
				if azure.CheckName(kind, name) == nil {
					t.Errorf("%q: got no error, want one", name)
				}
			}
		})
	}
}

func TestCheckNameExamplesPass(t *testing.T) {
	t.Parallel()
	for kind := range nameCases {
		fault, ok := errors.AsType[*azure.NameError](azure.CheckName(kind, "?"))
		if !ok {
			t.Errorf("%s: want a NameError for a name that no rule takes", kind)
			continue
		}
		if err := azure.CheckName(kind, fault.Example); err != nil {
			t.Errorf("the example breaks its own rule: %v", err)
		}
	}
}

func TestCheckNameErrorNamesEverything(t *testing.T) {
	t.Parallel()
	err := azure.CheckName(azure.NameRegistry, "my-acr")
	want := `registry name "my-acr" must be 5 to 50 characters: letters and digits, for example "acrmyapp"`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestCheckNameRefusesReservedRegistries(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"mymicrosoftacr", "Windows1", "azureacr", "acrlogin", "xboxacr"} {
		fault, ok := errors.AsType[*azure.NameError](azure.CheckName(azure.NameRegistry, name))
		want := "must not hold microsoft or windows, nor begin or end with azure, login or xbox, " +
			"which Azure keeps to itself"
		if !ok || fault.Rule != want {
			t.Errorf("%q: got %v, want the rule %q", name, fault, want)
		}
	}
	for kind, name := range map[azure.NameKind]string{
		azure.NameRegistry: "myazureacr", azure.NameVirtualNetwork: "azure",
	} {
		if err := azure.CheckName(kind, name); err != nil {
			t.Errorf("got %v, want no error", err)
		}
	}
}

func TestFitName(t *testing.T) {
	t.Parallel()
	longest := strings.Repeat("a", 32)
	if got := azure.FitName(azure.NameContainerApp, longest); got != longest {
		t.Errorf("a name that fits becomes %q", got)
	}
	fitted := map[string]bool{}
	for name, head := range map[string]string{
		longest + "b":                           strings.Repeat("a", 25),
		longest + "c":                           strings.Repeat("a", 25),
		strings.Repeat("a", 24) + "-" + longest: strings.Repeat("a", 24),
	} {
		got := azure.FitName(azure.NameContainerApp, name)
		fitted[got] = true
		hash, ok := strings.CutPrefix(got, head+"-")
		if !ok || len(hash) != 6 || got != azure.FitName(azure.NameContainerApp, name) {
			t.Errorf("%q becomes %q, want %q, a dash and six digits", name, got, head)
		}
		if err := azure.CheckName(azure.NameContainerApp, got); err != nil {
			t.Errorf("%q becomes %q: %v", name, got, err)
		}
	}
	if len(fitted) != 3 {
		t.Errorf("three names become %v", fitted)
	}
}

func TestCheckNameRefusesUnknownKind(t *testing.T) {
	t.Parallel()
	if err := azure.CheckName("spaceship", "enterprise"); err == nil {
		t.Error("got no error, want one")
	}
}

func FuzzCheckName(f *testing.F) {
	for _, cases := range nameCases {
		for _, name := range append(cases.good, cases.bad...) {
			f.Add(name)
		}
	}
	f.Fuzz(func(t *testing.T, name string) {
		for kind := range nameCases {
			err := azure.CheckName(kind, name)
			// Names go into resource ids as they are, so none that passes may take an id apart.
			if err == nil && (name == "" || len(name) > 128 || strings.ContainsAny(name, "/?#% \n")) {
				t.Errorf("%s name %q has passed", kind, name)
			}
		}
	})
}

func TestParseNameKind(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]azure.NameKind{
		"registry": azure.NameRegistry, "NAT-gateway": azure.NameNatGateway,
		"container app":          azure.NameContainerApp,
		"user-assigned-identity": azure.NameUserAssignedIdentity,
		"user-assigned identity": azure.NameUserAssignedIdentity,
		"castle":                 "", "": "",
	} {
		if got, is := azure.ParseNameKind(text); got != want || is != (want != "") {
			t.Errorf("%q: got %q, %t", text, got, is)
		}
	}
}

func TestFitNameIsStable(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 40)
	for _, test := range []struct {
		kind        azure.NameKind
		given, want string
	}{
		{azure.NameContainerApp, "ca-myapp", "ca-myapp"},
		{azure.NameContainerApp, long[:32], long[:32]},
		{azure.NameContainerApp, long[:33], long[:25] + "-852785"},
		{azure.NameContainerApp, long[:24] + "-bcdefghij", long[:24] + "-f4fe66"},
		{azure.NamePrivateEndpoint, long + long[:24], long + long[:24]},
		{azure.NameWebhook, long + long[:11], long + long[:3] + "bfc5fe"},
	} {
		got := azure.FitName(test.kind, test.given)
		if err := azure.CheckName(test.kind, got); err != nil || got != test.want {
			t.Errorf("%s %q: got %q, %v, want %q", test.kind, test.given, got, err, test.want)
		}
	}
	if azure.FitName(azure.NameContainerApp, long+"a") == azure.FitName(azure.NameContainerApp, long+"b") {
		t.Error("two names become one")
	}
}

func TestReservedRegistryNames(t *testing.T) {
	t.Parallel()
	const want = `registry name "acrlogin" must not hold microsoft or windows, nor begin or end with ` +
		`azure, login or ` +
		`xbox, which Azure keeps to itself, for example "acrmyapp"`
	if err := azure.CheckName(azure.NameRegistry, "acrlogin"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := azure.CheckName(azure.NameReplication, "acrlogin"); err != nil {
		t.Errorf("got %v, want none: no host is called so", err)
	}
}
