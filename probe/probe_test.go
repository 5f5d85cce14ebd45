package probe_test

import (
	"testing"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/probe"
)

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
	options := probe.Options{Probes: probe.All(), Parallel: 8, Log: t.Output()} // They mostly wait.
	report, err := probe.Run(t.Context(), target(t), options)
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
