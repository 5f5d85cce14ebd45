package probe_test

import (
	"testing"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/probe"
)

func target(t *testing.T) probe.Target {
	t.Helper()
	clock := probe.NewClock()
	azure, err := azuresim.Start(t.Context(), azuresim.Options{World: world.Options{Clock: clock}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = azure.Close() })
	return probe.Target{
		Endpoint: azure.PlainURL(), Audience: azure.PlainURL(), Credential: azure.Credential(),
		SubscriptionID: azuresim.SubscriptionID, Location: "koreacentral", Clock: clock,
	}
}

// TestSimulatedAzureAgrees puts every probe to simulated Azure, which has to do what the probe says of it.
func TestSimulatedAzureAgrees(t *testing.T) {
	t.Parallel()
	report, err := probe.Run(t.Context(), target(t), probe.Options{Probes: probe.All(), Log: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range report.Results {
		if !result.Agrees() {
			t.Errorf("%s: found %q, want %q (%v)", result.Probe.Name, result.Finding.Answer,
				result.Probe.Simulated, result.Err)
		}
		if result.Took > result.Probe.Takes {
			t.Errorf("%s: took %s, want %s at most", result.Probe.Name, result.Took, result.Probe.Takes)
		}
	}
}
