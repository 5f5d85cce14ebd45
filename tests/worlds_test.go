package tests

import (
	"testing"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/spec"
)

// fitting are the modes of data endpoints that each world of private link can serve.
var fitting = map[world.PrivateLink][]spec.DataEndpointMode{
	world.BothPrivateLink: {
		spec.DataEndpointsDedicated, spec.DataEndpointsShared, spec.DataEndpointsAuto,
	},
	world.GroupPrivateLink:  {spec.DataEndpointsDedicated, spec.DataEndpointsAuto},
	world.MemberPrivateLink: {spec.DataEndpointsShared, spec.DataEndpointsAuto},
}

// inEveryWorld runs a scenario, with the settings of topology, in every world of private link with every mode
// that fits.
func inEveryWorld(t *testing.T, scenario func(*testing.T, *engine, map[string]string)) {
	t.Helper()
	for _, privateLink := range world.PrivateLinks() {
		for _, mode := range fitting[privateLink] {
			t.Run(string(privateLink)+"/"+string(mode), func(t *testing.T) {
				t.Parallel()
				e := newEngine(t, azuresim.Options{World: world.Options{PrivateLink: privateLink}})
				scenario(t, e, inMode(topology(), mode))
			})
		}
	}
}

func inMode(values map[string]string, mode spec.DataEndpointMode) map[string]string {
	return with(values, "private-acr:privateLink", `{"dataEndpoints": "`+string(mode)+`"}`)
}
