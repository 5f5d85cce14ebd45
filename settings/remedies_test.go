package settings_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"

	"private-acr/settings"
	"private-acr/spec"
)

// follower does what remedies say, in a stack's configuration.
type follower struct {
	values config.Map
	fault  *spec.Fault
}

var (
	command = regexp.MustCompile(`pulumi config set ((?:--[a-z]+ (?:string )?)*'[^']+') ([^ ;,]+)`)
	removal = regexp.MustCompile(`pulumi config rm ('[^']+')`)
	quoted  = regexp.MustCompile(`"([^"]+)"`)
)

// follow does what the remedy says: runs its commands, or writes the value that it names at the fault's path.
func (f follower) follow(t *testing.T, placeholder string) {
	t.Helper()
	given := false
	for _, set := range command.FindAllStringSubmatch(f.fault.Remedy, -1) {
		configSet(t, f.values, set[1]+" "+strings.ReplaceAll(set[2], "<value>", placeholder))
		given = true
	}
	for _, rm := range removal.FindAllStringSubmatch(f.fault.Remedy, -1) {
		key := config.MustMakeKey(settings.Namespace, strings.Trim(rm[1], "'"))
		if err := f.values.Remove(key, false); err != nil {
			t.Fatal(err)
		}
		given = true
	}
	if value := quoted.FindStringSubmatch(f.fault.Remedy); !given && value != nil {
		configSet(t, f.values, "--path '"+f.fault.Path+"' "+strings.ReplaceAll(value[1], "<tag>",
			placeholder))
	}
}

// TestRemediesWork follows them, in the stack whose configuration the commands make besides the required
// settings.
func TestRemediesWork(t *testing.T) {
	t.Parallel()
	const app = "--path containerApps.web.image a:1"
	for name, test := range map[string]struct {
		commands    []string
		path        string
		placeholder string
	}{
		"a number for a text": {
			[]string{app, "--path containerApps.web.env.PORT 8080"},
			"containerApps.web.env.PORT", "",
		},
		"a truth value for a text": {[]string{"--path tags.final true"}, "tags.final", ""},
		"a key with a dot": {
			[]string{app, `--path containerApps.web.env["log.level"] 5`},
			`containerApps.web.env["log.level"]`, "",
		},
		"nginx": {
			[]string{app, "--path containerApps.web.importFrom nginx"},
			"containerApps.web.importFrom", "1",
		},
		"an untagged image": {[]string{"--path containerApps.web.image web"}, "containerApps.web.image", ""},
		"a registry's image": {
			[]string{"--path containerApps.web.image ghcr.io/team/web:1"}, "containerApps.web.image", "",
		},
		"a path without --path": {[]string{"registry.protect true"}, "registry.protect", ""},
		"an item without --path": {
			[]string{"registry.replicas[0] eastus"},
			"registry.replicas[0]",
			"",
		},
		"an entry without --path": {[]string{`tags["b"] c`}, `tags["b"]`, ""},
		"a value of many words, likewise": {
			[]string{"registry.replicas[0] East US"},
			"registry.replicas[0]",
			"eastus",
		},
		"a typing error in a region": {
			[]string{"--path registry.replicas[0] westeurop"},
			"registry.replicas[0]", "",
		},
		"a region of no table": {
			[]string{"--path registry.replicas[0] atlantisnorth"},
			"registry.replicas[0]", "",
		},
		"host bits": {
			[]string{"--path network.addressSpace 10.0.7.0/16"},
			"network.addressSpace", "",
		},
		"a registry's name": {[]string{"--path registry.name acr-1"}, "registry.name", ""},
		"a resource group's": {
			[]string{"--path resourceGroup.name rg."},
			"resourceGroup.name",
			"",
		},
		"a group's": {[]string{
			"--path containerInstances.x.image a:1",
			"--path containerInstances.x.name A",
		}, "containerInstances.x.name", ""},
		"a workload": {[]string{"name MyApp"}, "name", ""},
		"a unit": {
			[]string{app, "--path containerApps.web.memory 1024Mi"},
			"containerApps.web.memory", "",
		},
		"a choice": {
			[]string{"--path privateLink.dataEndpoints Shared"},
			"privateLink.dataEndpoints", "",
		},
		"a duration": {
			[]string{"--path privateLink.discoveryTimeout 20"},
			"privateLink.discoveryTimeout", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			values := config.Map{}
			for _, set := range append([]string{
				"name myapp", "location koreacentral", "--path registry.name acrmyapp",
			}, test.commands...) {
				configSet(t, values, set)
			}
			_, err := settings.Parse(sourceOf(t, values))
			fault, is := errors.AsType[*spec.Fault](err)
			if !is || fault.Path != test.path {
				t.Fatalf("got %v, want a fault of %s", err, test.path)
			}
			follower{values, fault}.follow(t, test.placeholder)
			if _, err := settings.Parse(sourceOf(t, values)); err != nil {
				t.Errorf("the remedy %q does not work: %v", fault.Remedy, err)
			}
		})
	}
}

// TestKeysWithoutPath holds that what is set without --path is one fault, not two.
func TestKeysWithoutPath(t *testing.T) {
	t.Parallel()
	source := configured(t, "name myapp", "location koreacentral", "registry.name acrmyapp")
	faults := faultsIn(t, source)
	want := "it is a path: write pulumi config set --path 'registry.name' acrmyapp, and remove this with " +
		"pulumi config rm 'registry.name'"
	if len(faults) != 1 || faults[0].Path != "registry.name" || faults[0].Remedy != want {
		t.Errorf("got %v, want the remedy %q", faults, want)
	}
	source.Secret = []string{"private-acr:registry.name"}
	want = strings.ReplaceAll(strings.Replace(want, "set --path", "set --secret --path", 1), "acrmyapp",
		"<value>")
	if faults := faultsIn(t, source); len(faults) != 1 || faults[0].Remedy != want {
		t.Errorf("got %v, want the remedy %q", faults, want)
	}
}

func TestMisspeltNamespaces(t *testing.T) {
	t.Parallel()
	for namespace, flagged := range map[string]bool{
		"privat-acr": true, "private-arc": true, "privateacr": true, "Private-ACR": true, "private_acr": true,
		"private.acr": true, "private-acrs": true, "rpivate-acr": true, "private-acr-": true,
		"private__acr": true, "private..acr": true,
		"Private  ACR": true, "private---acr": true,
		"private-aks": false, "private-dns": false, "acr": false, "azure-native": false, "pulumi": false,
		"private-acr-too": false, "": false,
	} {
		values := stack(nil)
		values[namespace+":location"] = "mars"
		_, err := settings.Parse(settings.Source{Values: values})
		fault, is := errors.AsType[*spec.Fault](err)
		if is != flagged {
			t.Errorf("%q: got %v", namespace, err)
		}
		if is && fault.Rule != "is a setting of nobody" {
			t.Errorf("%q: got %v", namespace, fault)
		}
		if is && (fault.Path != namespace+":location" ||
			fault.Remedy != `did you mean "private-acr:location"?`) {
			t.Errorf("%q: got %v", namespace, fault)
		}
	}
}

func TestDuplicateKeys(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		one("in a map", "tags", `{"a":"b","a":"c"}`, "tags.a", "given twice", "remove one"),
		one("in an object", "registry", `{"name":"acr123","name":"acr124"}`, "registry.name", "given twice",
			"remove one"),
		onApp("deep below", `{"image":"a:1","env":{"A":"b","A":"b"}}`, "containerApps.web.env.A",
			"given twice", ""),
		one("whole consumers", "containerApps", `{"a":{"image":"a:1"},"a":{"image":"b:1"}}`,
			"containerApps.a", "given twice", ""),
	})
}

func TestFaultsHideNoOther(t *testing.T) {
	t.Parallel()
	faults := faultsOf(t, map[string]string{
		"registry":      `{"name":"acr-1","name":"acr-2","replicas":["mars",7]}`,
		"tags":          `{"a":"b","a":1,"<":"c"}`,
		"containerApps": `{"Web":{"image":"x","cpu":"y"},"b":{"image":"ghcr.io/a:1","minReplicas":-1}}`,
	})
	var paths []string
	for _, fault := range faults {
		paths = append(paths, fault.Path)
	}
	want := []string{
		"containerApps.Web", "containerApps.Web.cpu", "containerApps.b.image", "containerApps.b.minReplicas",
		"registry.name", "registry.replicas[0]", "registry.replicas[1]", "tags.a", `tags["<"]`,
	}
	for _, path := range want {
		if !strings.Contains(strings.Join(paths, " ")+" ", path+" ") {
			t.Errorf("%s is missing in %q", path, paths)
		}
	}
}

// TestFaultsAreReadable holds what a user sees of values and keys that are meant to confuse.
func TestFaultsAreReadable(t *testing.T) {
	t.Parallel()
	_, err := settings.Parse(settings.Source{Values: stack(map[string]string{
		"forged\n\nname\n  rule:   is fine": "x",
		"tags": `{"a\n\nb\n  rule:   is fine":1,
			"c\u001b[2J\u202e\u2028\u0085":2}`,
		"location": "<b>&" + strings.Repeat("x", 1000),
		"registry": `{"name":"acr123","replicas":["a1","a2","eastus","a4",
			"a5","a6","a7","a8","a9","a10","a11"]}`,
		"privateLink": `{"dataEndpoints":"shared","staticAddresses":{"registry":"10.0.2.10",
			"x\nregistry":"10.0.2.10"}}`,
	})})
	if err == nil {
		t.Fatal("got no error")
	}
	text := err.Error()
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "name\n") || strings.Contains(line, "is fine") && strings.HasPrefix(line,
			"  rule:") {
			t.Errorf("a line is forged: %q", line)
		}
		if len(line) > 400 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	if strings.ContainsAny(text, "\u001b\u202e\u2028\u0085\r") {
		t.Errorf("what steers a terminal is in %q", text)
	}
	if !strings.Contains(text, `"<b>&xxx`) || !strings.Contains(text, "… (1006 characters)") {
		t.Errorf("HTML is escaped, or a long value is not cut: %s", text)
	}
	second, tenth := strings.Index(text, "registry.replicas[1]"), strings.Index(text, "registry.replicas[10]")
	if second < 0 || tenth < second || strings.Index(text, "registry.replicas[9]") > tenth {
		t.Errorf("not in the order of counting: %s", text)
	}
}

func TestNothingToKeepSecret(t *testing.T) {
	t.Parallel()
	for key, value := range map[string]string{
		"name": "myapp", "location": "koreacentral", "network": `{}`,
		"resourceGroup": `{}`, "privateLink": `{}`, "pullIdentity": `{}`, "environment": `{}`,
	} {
		source := settings.Source{
			Values: stack(map[string]string{key: value}),
			Secret: []string{"private-acr:" + key},
		}
		faults := faultsIn(t, source)
		if len(faults) != 1 || faults[0].Path != key || !strings.HasSuffix(faults[0].Rule,
			"part of names, addresses or ids") ||
			faults[0].Remedy != "set it without --secret" {
			t.Errorf("%s: got %v", key, faults)
		}
	}
}
