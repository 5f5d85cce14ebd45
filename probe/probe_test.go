package probe_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/internal/catalog"
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

// lock keeps a resource group from being removed.
var lock = probe.Body{"properties": probe.Body{"level": "CanNotDelete"}}

func lockOf(s *probe.Scene) string { return s.ID(catalog.LockAtScope.ARM + "/keep") }

// TestWhatHoldsTheGroupGoesFirst has a probe fail that has locked its resource group.
func TestWhatHoldsTheGroupGoesFirst(t *testing.T) {
	t.Parallel()
	failed := errors.New("asked in vain")
	locking := probe.Probe{
		Name: "locking", Takes: time.Hour,
		Ask: func(ctx context.Context, s *probe.Scene) (probe.Finding, error) {
			s.RemoveFirst(lockOf(s))
			return probe.Finding{}, errors.Join(s.Make(ctx, lockOf(s), lock), failed)
		},
	}
	azure := target(t)
	report, err := probe.Run(t.Context(), azure, probe.Options{Probes: []probe.Probe{locking}})
	if err != nil {
		t.Fatal(err)
	}
	if got := report.Results[0].Err.Error(); got != failed.Error() {
		t.Errorf("the probe ended with %q, want %q", got, failed)
	}
	if left, err := probe.Clean(t.Context(), azure); len(left) > 0 || err != nil {
		t.Errorf("resource groups %v were left, error %v", left, err)
	}
}

// TestCleanRemovesWhatIsLocked is about a probe that was killed: nobody removes first what it has locked.
func TestCleanRemovesWhatIsLocked(t *testing.T) {
	t.Parallel()
	killed := probe.Probe{
		Name: "killed", Takes: time.Hour,
		Ask: func(ctx context.Context, s *probe.Scene) (probe.Finding, error) {
			return probe.Finding{}, s.Make(ctx, lockOf(s), lock)
		},
	}
	azure := target(t)
	report, err := probe.Run(t.Context(), azure, probe.Options{Probes: []probe.Probe{killed}})
	if err != nil || report.Results[0].Err == nil {
		t.Fatalf("the locked group was removed, error %v", err)
	}
	if left, err := probe.Clean(t.Context(), azure); len(left) != 1 || err != nil {
		t.Errorf("removed %v, error %v", left, err)
	}
}
