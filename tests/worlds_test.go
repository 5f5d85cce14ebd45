package tests

import (
	"crypto/rand"
	"encoding/hex"
	"maps"
	"os"
	"strings"
	"testing"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/spec"
)

// realAzure is the variable that has scenarios run in real Azure: `make test-azure` sets it. They then take
// the login and the subscription of ARM_ variables or of the Azure CLI, and the real plugin.
const realAzure = "TEST_REAL_AZURE"

// fitting are the modes of data endpoints that each world of private link can serve.
var fitting = map[world.PrivateLink][]spec.DataEndpointMode{
	world.BothPrivateLink: {
		spec.DataEndpointsDedicated, spec.DataEndpointsShared, spec.DataEndpointsAuto,
	},
	world.GroupPrivateLink:  {spec.DataEndpointsDedicated, spec.DataEndpointsAuto},
	world.MemberPrivateLink: {spec.DataEndpointsShared, spec.DataEndpointsAuto},
}

// inEveryWorld runs a scenario, with the settings of topology, in every world of private link with every mode
// that fits; or in real Azure, with the one mode that fits whatever that offers.
func inEveryWorld(t *testing.T, scenario func(*testing.T, *engine, map[string]string)) {
	t.Helper()
	if os.Getenv(realAzure) != "" {
		t.Run("real", func(t *testing.T) {
			t.Parallel()
			e := newRealEngine(t)
			scenario(t, e, e.named(inMode(topology(), spec.DataEndpointsAuto)))
		})
		return
	}
	inEveryWorldOf(t, world.Options{}, scenario)
}

// inEveryWorldOf does the same where simulated Azure has other options than by default.
func inEveryWorldOf(
	t *testing.T, options world.Options, scenario func(*testing.T, *engine, map[string]string),
) {
	t.Helper()
	for _, privateLink := range world.PrivateLinks() {
		for _, mode := range fitting[privateLink] {
			t.Run(string(privateLink)+"/"+string(mode), func(t *testing.T) {
				t.Parallel()
				of := options
				of.PrivateLink = privateLink
				e := newEngine(t, azuresim.Options{World: of})
				scenario(t, e, inMode(topology(), mode))
			})
		}
	}
}

// newRealEngine has names of its own, because those of registries are taken worldwide, and no simulated
// Azure.
func newRealEngine(t *testing.T) *engine {
	t.Helper()
	random := make([]byte, 4)
	_, _ = rand.Read(random) // It never fails.
	return &engine{t: t, home: t.TempDir(), state: t.TempDir(), unique: hex.EncodeToString(random)}
}

// named is the settings with the engine's own names.
func (e *engine) named(values map[string]string) map[string]string {
	renamed := maps.Clone(values)
	for key, value := range values {
		renamed[key] = strings.ReplaceAll(value, "myapp", "myapp"+e.unique)
	}
	return renamed
}

// checkNothingIsLeft looks into simulated Azure. In real Azure the state, which destroy has emptied, is all
// that can be seen.
func (e *engine) checkNothingIsLeft() {
	e.t.Helper()
	if e.azure == nil {
		return
	}
	if n := e.azure.World().Count(); n != 0 {
		e.t.Errorf("destroy left %d resources in simulated Azure", n)
	}
}

func inMode(values map[string]string, mode spec.DataEndpointMode) map[string]string {
	return with(values, "private-acr:privateLink", `{"dataEndpoints": "`+string(mode)+`"}`)
}
