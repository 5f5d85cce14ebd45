package tests

import (
	"strings"
	"testing"

	"private-acr/azuresim"
)

// TestBadSettingsEndBeforeAnyResource gives the engine settings with several faults at once.
func TestBadSettingsEndBeforeAnyResource(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	values := topology()
	values["private-acr:location"] = "koreacentrl"
	values["private-acr:registry"] = `{"name": "acr-myapp"}`
	values["private-acr:network"] = `{"addressSpace": "10.0.0.0/16",
		"subnets": {
			"privateEndpoints": {"addressPrefix": "10.0.0.0/29"},
			"containerApps": {"addressPrefix": "10.0.0.0/23"},
			"containerInstances": {"addressPrefix": "10.0.3.0/27"}}}`
	values["private-acr:containerApps"] = `{"web": {"image": "myapp"}}`
	values["private-acr:colour"] = "blue"

	s := e.stack("private-acr", "dev", e.platformProgram(values))
	_, err := s.tryUp()
	if err == nil {
		t.Fatal("bad settings went through")
	}
	for _, path := range []string{
		"location", "koreacentral", "registry.name", "network.subnets.privateEndpoints",
		"containerApps.web.image",
		"colour",
	} {
		if !strings.Contains(err.Error(), path) {
			t.Errorf("the error does not mention %q:\n%v", path, err)
		}
	}
	if got := s.resources(); len(got) > 0 || e.azure.World().Count() > 0 {
		t.Errorf("resources were created all the same: %v", got)
	}
}
