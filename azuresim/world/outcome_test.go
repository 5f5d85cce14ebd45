package world_test

import (
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// TestInjectedOutcomes lets the creation of an address end in each way, and repeats it.
func TestInjectedOutcomes(t *testing.T) {
	t.Parallel()
	failure := &world.Error{Status: 500, Code: "InternalServerError", Message: "injected"}
	tests := map[string]struct {
		outcome              world.Outcome
		status, provisioning string
	}{
		"let be":   {world.Outcome{}, world.StatusSucceeded, engine.Succeeded},
		"delayed":  {world.Outcome{Delay: 24 * time.Hour}, world.StatusInProgress, engine.Creating},
		"failed":   {world.Outcome{Error: failure}, world.StatusFailed, engine.Failed},
		"canceled": {world.Outcome{Error: failure, Canceled: true}, world.StatusCanceled, engine.Canceled},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.World.InjectOutcomes(func(op world.Operation) world.Outcome {
				if op.Verb == "create" && op.Started.Add(time.Hour).After(op.Ends) {
					return test.outcome
				}
				return world.Outcome{}
			})
			id := bench.Resource("Microsoft.Network/publicIPAddresses/ip")
			body := world.Body{"location": bench.Region}
			creating, err := b.World.Put(id, body)
			bench.Refused(t, err, "", "")
			b.Pass(time.Minute) // Far longer than it takes.
			got, err := b.World.Operation(creating.Operation.ID)
			if err != nil || got.Status != test.status {
				t.Errorf("operation %q, %v; want %q", got.Status, err, test.status)
			}
			if got := b.Property(id, "provisioningState"); got != test.provisioning {
				t.Errorf("resource is %v; want %q", got, test.provisioning)
			}
			if test.status == world.StatusInProgress {
				return
			}
			b.World.InjectOutcomes(nil)
			b.Put(id, body)
		})
	}
}
