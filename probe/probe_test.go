package probe_test

import (
	"testing"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/probe"
)

// atOnce lets probes wait beside each other, which is what they do most of the time.
const atOnce = 24

// scale makes an hour of Azure pass in a few seconds.
const scale = 1200

func target(t *testing.T) probe.Target {
	t.Helper()
	azure, err := azuresim.Start(t.Context(), azuresim.Options{World: world.Options{Scale: scale}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = azure.Close() })
	return probe.Target{
		Endpoint: azure.PlainURL(), Audience: azure.PlainURL(), Credential: azure.Credential(),
		SubscriptionID: azuresim.SubscriptionID, Location: "koreacentral", Scale: scale,
	}
}

// TestSimulatedAzureAgrees puts every probe to simulated Azure, which has to do what the probe says of it.
func TestSimulatedAzureAgrees(t *testing.T) {
	t.Parallel()
	report, err := probe.Run(t.Context(), target(t), probe.Options{
		Probes: probe.All(), Parallel: atOnce, Log: t.Output(),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range report.Results {
		if !result.Agrees() {
			t.Errorf("%s: found %q, want %q (%v)", result.Probe.Name, result.Finding.Answer,
				result.Probe.Simulated, result.Err)
		}
	}
}
