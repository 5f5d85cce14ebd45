package tests

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
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
	for privateLink, mode := range map[world.PrivateLink]string{
		world.GroupPrivateLink: "dedicated", world.MemberPrivateLink: "shared",
	} {
		t.Run(mode, func(t *testing.T) {
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
			values := with(topology(), "private-acr:privateLink", `{"dataEndpoints": "`+mode+`"}`)
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
