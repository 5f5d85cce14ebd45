package settings_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"private-acr/settings"
	"private-acr/spec"
)

// FuzzParse holds that whatever a stack says, the answer is either whole settings or faults that tell what
// to do.
func FuzzParse(f *testing.F) {
	f.Add("name", "x", "{}", "{}")
	f.Add("tags", `{"a":"b"}`, `{"virtualNetworkId":"`+hubNetwork+`"}`, `{"image":"a:1"}`)
	f.Add("privateLink", `{"dataEndpoints":"shared","staticAddresses":{"registry":"10.0.2.4"}}`,
		`{"subnets":{"privateEndpoints":{"addressPrefix":"0.0.0.0/0"}}}`, `{"image":"a","cpu":1e999}`)
	f.Add("registry", `{"name":"acr123","replicas":["eastus",null,{}]}`, `{"natGateway":null}`, `[[[[]]]]`)
	f.Add("containerInstances", `{"a":{"image":"a:1","env":{"A\nB":null}}}`, `{"subnets":{"x":{}}}`,
		`{"a":1,"a":2}`)
	f.Add("a\nb", "x", "[", `{"image":"a:1","minReplicas":-5,"maxReplicas":99999999999999999999}`)
	f.Fuzz(func(t *testing.T, key, value, network, consumer string) {
		keyed := `{"web":` + consumer + `}`
		s, err := settings.Parse(settings.Source{Values: stack(map[string]string{
			"network": network, "containerApps": keyed, "containerInstances": keyed, key: value,
		})})
		faults, faulty := errors.AsType[*spec.Faults](err)
		switch {
		case err != nil && !faulty:
			t.Fatalf("got %T, want Faults", err)
		case faulty:
			checkFaults(t, faults)
		default:
			checkWhole(t, s)
		}
	})
}

func checkFaults(t *testing.T, faults *spec.Faults) {
	t.Helper()
	if len(faults.List()) == 0 {
		t.Error("an error of no faults")
	}
	seen := map[string]bool{}
	for _, fault := range faults.List() {
		if fault.Rule == "" || fault.Remedy == "" {
			t.Errorf("%s: want a rule and a remedy", fault)
		}
		if strings.ContainsAny(fault.Error(), "\n\r") {
			t.Errorf("%q is more than a line", fault)
		}
		if seen[fault.Error()] {
			t.Errorf("%s: stands twice", fault)
		}
		seen[fault.Error()] = true
	}
}

// checkWhole holds that nothing is missing that the settings promise.
func checkWhole(t *testing.T, s settings.Settings) {
	t.Helper()
	if s.Name == "" || s.Location == "" || s.Registry.Name == "" || s.PrivateLink.DiscoveryTimeout == "" {
		t.Errorf("a part is missing: %+v", s)
	}
	needed := []string{spec.PrivateEndpoints}
	for _, c := range s.Consumers() {
		needed = append(needed, c.Kind().Subnet)
		if c.Pulls().Name == "" {
			t.Errorf("%s has no name", c.Path)
		}
	}
	for _, purpose := range needed {
		if _, is := s.Network.Subnets[purpose]; !is {
			t.Errorf("there is no subnet %s", purpose)
		}
	}
	if again, err := s.Resolve(); err != nil {
		t.Errorf("settings that are resolved do not resolve: %v", err)
	} else if diff := differ(s, again); diff != "" {
		t.Errorf("resolving again changes (-once +twice):\n%s", diff)
	}
}

// planted is a secret that no message has by chance.
const planted = "hunter2-Zq9"

// FuzzParseKeepsSecrets holds that a value of a secret key is in no fault, whatever is wrong with it or
// beside it.
func FuzzParseKeepsSecrets(f *testing.F) {
	f.Add("containerApps", `{"web":{"image":"$"}}`, "{}")
	f.Add("containerApps", `{"web":{"image":"a:1","importFrom":"$:1"},
		"b":{"image":"a:1","importFrom":"ghcr.io/a:1"}}`, "")
	f.Add("containerApps", `{"web":{"image":"a:1","env":"$","name":"$","credential":"$","cpu":"$"}}`, "{}")
	f.Add("containerInstances", `{"web":"$","job":{"image":"ghcr.io/$","osType":"$","env":{"A":["$"]}}}`, "")
	f.Add("credentials", `{"hub":{"basic":{"server":"https://$","username":"$","password":"$"}}}`, "")
	f.Add("tags", `{"a":"$","A":"$"}`, "$")
	f.Add("registry", `{"name":"$","replicas":["$"]}`, "")
	f.Add("name", `$`, "")
	f.Add("registry.name", `$`, "")
	f.Add("nonsense", `{"$`, "")
	f.Fuzz(func(t *testing.T, key, value, other string) {
		if strings.Contains(key, planted) || strings.ContainsAny(value, `\`) {
			t.Skip("keys are no secrets, and an escaped text is another")
		}
		values := stack(map[string]string{"containerInstances": other, key: strings.ReplaceAll(value, "$",
			planted)})
		if planted := `"` + planted + `":`; strings.Contains(values[settings.Namespace+":"+key], planted) {
			t.Skip("keys are no secrets")
		}
		_, err := settings.Parse(settings.Source{Values: values, Secret: []string{settings.Namespace + ":" +
			key}})
		faults, _ := errors.AsType[*spec.Faults](err)
		if err != nil && strings.Contains(err.Error(), planted) {
			t.Errorf("the secret is in %v", err)
		}
		for _, fault := range append(listOf(faults), &spec.Fault{}) {
			if strings.Contains(fault.Error(), planted) {
				t.Errorf("the secret is in %v", fault)
			}
		}
	})
}

func listOf(faults *spec.Faults) []*spec.Fault {
	if faults == nil {
		return nil
	}
	return faults.List()
}

// TestSecretsPlantedEverywhereAreInNoFault plants a secret in the place of every text that settings can have,
// in a stack where everything is wrong.
func TestSecretsPlantedEverywhereAreInNoFault(t *testing.T) {
	t.Parallel()
	values := stack(map[string]string{
		"containerApps": `{"web":{"image":"$","importFrom":"$","name":"$","credential":"$","memory":"$",
			"cpu":"$",
			"env":{"A":"$","B":["$"]},"targetPort":"$","external":"$","unknown":"$"},
			"a":{"image":"$:1","importFrom":"docker.io/$:1"},"b":{"image":"$:1","importFrom":"docker.io/$:2"},
			"c":{"image":"ghcr.io/$/x:1"},"d":"$","e":["$"]}`,
		"containerInstances": `{"job":{"image":"$","osType":"$","restartPolicy":"$",
			"memoryGb":"$","env":"$"}}`,
		"credentials": `{"hub":{"basic":{"server":"$/x","username":["$"],"password":{"x":"$"}}},"x":"$"}`,
		"tags":        `{"a":"` + strings.Repeat("$", 30) + `","A":{"b":"$"}}`,
		"registry":    `{"name":"$","replicas":["$"]}`, "network": `{"name":"$ $","subnets":"$"}`,
		"location": "$", "resourceGroup": `{"name":"$/$"}`, "strange": "$", "registry.protect": "$",
	})
	source := settings.Source{Values: map[string]string{}}
	for key, value := range values {
		source.Values[key] = strings.ReplaceAll(value, "$", planted)
	}
	source.Secret = slices.Collect(maps.Keys(source.Values))
	faults := faultsIn(t, source)
	if len(faults) < 30 {
		t.Errorf("got %d faults, want many more", len(faults))
	}
	for _, fault := range faults {
		if strings.Contains(fault.Error(), planted) {
			t.Errorf("the secret is in %v", fault)
		}
	}
}
