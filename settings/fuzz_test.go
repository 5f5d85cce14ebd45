package settings_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"private-acr/settings"
)

// FuzzParse holds that whatever a stack says, the answer is either whole settings or faults that tell what
// to do.
func FuzzParse(f *testing.F) {
	f.Add("name", "x", "{}", "{}")
	f.Add("tags", `{"a":"b"}`, `{"virtualNetworkId":"`+hubNetwork+`"}`, `{"image":"a:1"}`)
	f.Add("privateLink", `{"dataEndpoints":"shared","staticAddresses":{"registry":"10.0.2.4"}}`,
		`{"privateEndpoints":{"addressPrefix":"0.0.0.0/0"}}`, `{"image":"a","cpu":1e999}`)
	f.Add("registry", `{"name":"acr123","replicas":["eastus",null,{}]}`, `{"natGateway":null}`, `[[[[]]]]`)
	f.Fuzz(func(t *testing.T, key, value, network, consumer string) {
		changes := map[string]string{
			"network": network, "containerApp": consumer, "containerInstance": consumer, key: value,
		}
		s, err := settings.Parse(stack(changes))
		faults, faulty := errors.AsType[settings.Faults](err)
		switch {
		case err != nil && !faulty:
			t.Fatalf("got %T, want Faults", err)
		case faulty:
			checkFaults(t, faults)
		case s.Name == "" || s.Location == "" || s.Registry.Name == "" || s.PrivateLink.DiscoveryTimeout == 0:
			t.Errorf("a part is missing: %+v", s)
		case s.Network.PrivateEndpoints == settings.Subnet{}:
			t.Error("there is no subnet for private endpoints")
		case s.ContainerApp != nil && s.Network.ContainerApps == nil:
			t.Error("there is no subnet for the app")
		case s.ContainerInstance != nil && s.Network.ContainerInstances == nil:
			t.Error("there is no subnet for the group")
		}
	})
}

func checkFaults(t *testing.T, faults settings.Faults) {
	t.Helper()
	if len(faults) == 0 {
		t.Error("an error of no faults")
	}
	byPath := func(a, b settings.Fault) int { return strings.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(faults, byPath) {
		t.Errorf("not ordered by path: %v", faults)
	}
	for _, fault := range faults {
		if fault.Rule == "" || fault.Remedy == "" {
			t.Errorf("%s: want a rule and a remedy", fault)
		}
	}
}
