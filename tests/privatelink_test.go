package tests

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
	"private-acr/platform"
)

// static is the settings of a stack with fixed addresses and the given mode of data endpoints.
func static(mode string) map[string]string {
	return with(topology(), "private-acr:privateLink", `{"dataEndpoints": "`+mode+`", "staticAddresses": {
		"registry": "10.0.2.10", "registry_data_koreacentral": "10.0.2.11",
		"registry_data_japaneast": "10.0.2.12"}}`)
}

// TestStaticAddresses fixes every member's address, in the mode that fits each world.
func TestStaticAddresses(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"acrmyapp.azurecr.io":                   "10.0.2.10",
		"acrmyapp.koreacentral.data.azurecr.io": "10.0.2.11",
		"acrmyapp.japaneast.data.azurecr.io":    "10.0.2.12",
	}
	// Where the registry's endpoint carries the data endpoints, Azure wants their addresses there.
	for privateLink, mode := range map[world.PrivateLink]string{
		world.BothPrivateLink:   "shared",
		world.GroupPrivateLink:  "dedicated",
		world.MemberPrivateLink: "shared",
	} {
		t.Run(string(privateLink), func(t *testing.T) {
			t.Parallel()
			e := newEngine(t, azuresim.Options{World: world.Options{PrivateLink: privateLink}})
			dev := e.stack("private-acr", "dev", e.platformProgram(static(mode)))
			if diff := cmp.Diff(want, contract(t, dev.up()).Registry.Addresses); diff != "" {
				t.Errorf("addresses (-want +got):\n%s", diff)
			}
			dev.changesNothing()
			dev.destroy()
		})
	}
}

// TestContradictedModeFailsAtTheGate says how data endpoints are reached, and Azure offers the other way.
func TestContradictedModeFailsAtTheGate(t *testing.T) {
	t.Parallel()
	for privateLink, mode := range map[world.PrivateLink]string{
		world.GroupPrivateLink: "shared", world.MemberPrivateLink: "dedicated",
	} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			e := newEngine(t, azuresim.Options{World: world.Options{PrivateLink: privateLink}})
			// A group may come late, so where the member serves its gate waits to the end.
			values := with(topology(), "private-acr:privateLink", `{
				"dataEndpoints": "`+mode+`", "discoveryTimeout": "5s"}`)
			s := e.stack("private-acr", "dev", e.platformProgram(values))
			_, err := s.tryUp()
			if err == nil {
				t.Fatal("the contradiction went through")
			}
			for _, want := range []string{"offered: registry (registry", `set it to "auto"`} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error does not say %q:\n%v", want, err)
				}
			}
			for _, id := range s.resources() {
				if strings.Contains(id, "pe-acr-data") || strings.Contains(id, "containerApps/") {
					t.Errorf("%s was made all the same", id)
				}
			}
			s.destroy()
		})
	}
}

// TestChangingTheMode goes from one mode to the next, where the world takes both. The record of a data
// endpoint changes hands, and nobody is left without.
func TestChangingTheMode(t *testing.T) {
	t.Parallel()
	for _, privateLink := range world.PrivateLinks() {
		t.Run(string(privateLink), func(t *testing.T) {
			t.Parallel()
			e := newEngine(t, azuresim.Options{World: world.Options{PrivateLink: privateLink}})
			dev := e.stack("private-acr", "dev", nil)
			modes := fitting[privateLink]
			for i, mode := range append(modes, modes[0]) {
				image := fmt.Sprintf("myapp:1.0.%d", i)
				values := with(inMode(topology(), mode), "private-acr:containerApps", `{"web": {
					"image": "`+image+`", "external": true,
					"importFrom": "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"}}`)
				dev.Workspace().SetProgram(e.platformProgram(values))
				c := contract(t, dev.up())
				checkContract(t, c)
				pulls := e.azure.World().Pulls()
				checkPullWasPrivate(t, pulls[len(pulls)-1], c)
				checkRecords(t, e, c)
				dev.changesNothing()
			}
			dev.destroy()
		})
	}
}

// checkRecords sees that the zone has the addresses that the contract tells.
func checkRecords(t *testing.T, e *engine, c platform.Contract) {
	t.Helper()
	for host, address := range c.Registry.Addresses {
		id := c.Network.PrivateDNSZoneID + "/A/" + azure.RecordName(host, "azurecr.io")
		body, err := e.azure.World().Get(id)
		if err != nil || !strings.Contains(fmt.Sprint(body), address) {
			t.Errorf("record of %q is %v, %v; the contract says %s", host, body, err, address)
		}
	}
}
