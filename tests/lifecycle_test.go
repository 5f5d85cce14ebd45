package tests

import (
	"encoding/json"
	"maps"
	"net/netip"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"

	"private-acr/azuresim/world"
	"private-acr/internal/azure"
	"private-acr/platform"
)

// topology is the settings of Pulumi.dev.yaml, with a replica, and without a mode of data endpoints, which
// has to fit the world.
func topology() map[string]string {
	return map[string]string{
		"private-acr:name":     "myapp",
		"private-acr:location": "koreacentral",
		"private-acr:tags":     `{"team": "platform"}`,
		"private-acr:registry": `{"name": "acrmyapp", "replicas": ["japaneast"]}`,
		"private-acr:containerApps": `{"web": {"image": "myapp:1.0.0", "external": true,
			"importFrom": "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"}}`,
		"private-acr:containerInstances": `{"hello": {"image": "hello:1.0.0",
			"importFrom": "mcr.microsoft.com/azuredocs/aci-helloworld:latest"}}`,
	}
}

func with(values map[string]string, key, value string) map[string]string {
	changed := maps.Clone(values)
	changed[key] = value
	return changed
}

// TestLifecycle builds everything, sees that nothing is left to do, changes it, and destroys it to zero.
func TestLifecycle(t *testing.T) {
	t.Parallel()
	inEveryWorld(t, func(t *testing.T, e *engine, values map[string]string) {
		t.Helper()
		dev := e.stack("private-acr", "dev", e.platformProgram(values))

		c := contract(t, dev.up())
		checkContract(t, c)
		checkEveryPullWasPrivate(t, e, c)
		dev.changesNothing()
		if used := dev.providers(); len(used) != 1 {
			t.Errorf("the stack uses providers %v, want one at one version", used)
		}

		retagged := with(values, "private-acr:tags", `{"team": "registry"}`)
		dev.Workspace().SetProgram(e.platformProgram(retagged))
		checkUpdatesInPlace(t, dev)
		dev.changesNothing()

		bigger := with(retagged, "private-acr:containerInstances", `{"hello": {
			"image": "hello:1.0.0", "cpu": 2,
			"importFrom": "mcr.microsoft.com/azuredocs/aci-helloworld:latest"}}`)
		dev.Workspace().SetProgram(e.platformProgram(bigger))
		checkReplacesOnly(t, dev, "ContainerGroup")

		dev.destroy()
		e.checkNothingIsLeft()
	})
}

func checkContract(t *testing.T, c platform.Contract) {
	t.Helper()
	if c.Version != platform.ContractVersion || c.Registry.LoginServer != c.Registry.Name+".azurecr.io" {
		t.Errorf("contract of version %d for %q", c.Version, c.Registry.LoginServer)
	}
	hosts := []string{c.Registry.LoginServer}
	for _, region := range []string{"koreacentral", "japaneast"} {
		want := azure.DataHost(c.Registry.LoginServer, region)
		if got := c.Registry.DataHosts[region]; got != want {
			t.Errorf("data host of %s is %q, want %q", region, got, want)
		}
		hosts = append(hosts, want)
	}
	subnet := netip.MustParsePrefix("10.0.2.0/24")
	taken := map[string]string{}
	for _, host := range hosts {
		text := c.Registry.Addresses[host]
		address, err := netip.ParseAddr(text)
		if err != nil || !subnet.Contains(address) {
			t.Errorf("address of %q is %q, want one of %s", host, text, subnet)
		}
		if other, doubled := taken[text]; doubled {
			t.Errorf("%q and %q share address %s", host, other, text)
		}
		taken[text] = host
	}
	for kind, key := range map[string]string{"containerApps": "web", "containerInstances": "hello"} {
		if ref, err := c.Consumer(kind, key); err != nil || ref.Host == "" {
			t.Errorf("consumer without an address: %+v, %v", ref, err)
		}
	}
}

// checkEveryPullWasPrivate looks at what the consumers did: each pull resolved names to the endpoints'
// addresses and got its layers. Real Azure shows no pulls.
func checkEveryPullWasPrivate(t *testing.T, e *engine, c platform.Contract) {
	t.Helper()
	if e.azure == nil {
		return
	}
	pulls := e.azure.World().Pulls()
	if len(pulls) < 2 {
		t.Fatalf("%d pulls, want one of each consumer", len(pulls))
	}
	for _, pull := range pulls {
		checkPullWasPrivate(t, pull, c)
	}
}

func checkPullWasPrivate(t *testing.T, pull world.Pull, c platform.Contract) {
	t.Helper()
	trace, err := json.Marshal(pull)
	if err != nil || pull.Error != "" {
		t.Fatalf("pull failed: %s %v", trace, err)
	}
	home := azure.DataHost(c.Registry.LoginServer, c.Location)
	for _, host := range []string{c.Registry.LoginServer, home} {
		if !strings.Contains(string(trace), c.Registry.Addresses[host]) {
			t.Errorf("pull did not go through %s of %s: %s", c.Registry.Addresses[host], host, trace)
		}
	}
}

func checkUpdatesInPlace(t *testing.T, s *stack) {
	t.Helper()
	summary := *s.up().Summary.ResourceChanges
	if summary[string(apitype.OpUpdate)] == 0 {
		t.Errorf("new tags updated nothing: %v", summary)
	}
	for _, step := range []apitype.OpType{apitype.OpCreate, apitype.OpReplace, apitype.OpDelete} {
		if summary[string(step)] > 0 {
			t.Errorf("new tags: resources to %s: %v\n%s", step, summary, s.log.String())
		}
	}
}

func checkReplacesOnly(t *testing.T, s *stack, noun string) {
	t.Helper()
	summary := *s.up().Summary.ResourceChanges
	if summary[string(apitype.OpReplace)] != 1 || !strings.Contains(s.log.String(), noun) {
		t.Errorf("want exactly the %s replaced: %v\n%s", noun, summary, s.log.String())
	}
}
