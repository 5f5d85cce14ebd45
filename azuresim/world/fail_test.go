package world

import (
	"testing"
	"time"
)

// TestMeddledOperations lets the creation of an address end in each way, and repeats it.
func TestMeddledOperations(t *testing.T) {
	t.Parallel()
	failure := &Error{Status: 500, Code: "InternalServerError", Message: "injected"}
	tests := map[string]struct {
		outcome              Outcome
		status, provisioning string
	}{
		"let be":   {Outcome{}, StatusSucceeded, stateSucceeded},
		"delayed":  {Outcome{Delay: 24 * time.Hour}, StatusInProgress, stateCreating},
		"failed":   {Outcome{Error: failure}, StatusFailed, stateFailed},
		"canceled": {Outcome{Error: failure, Canceled: true}, StatusCanceled, stateCanceled},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, err := Open(Options{Scale: 36000})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = w.Close() }()
			w.Meddle(func(op Operation) Outcome {
				if op.Kind == taskCreate && op.Started.Add(time.Hour).After(op.Ends) {
					return test.outcome
				}
				return Outcome{}
			})
			const group = "/subscriptions/5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02/resourceGroups/rg"
			put(t, w, group, Body{"location": "koreacentral"})
			const id = group + "/providers/Microsoft.Network/publicIPAddresses/ip"
			body := Body{
				"location": "koreacentral", "sku": Body{"name": "Standard"},
				"properties": Body{"publicIPAllocationMethod": "Static"},
			}
			op := put(t, w, id, body)
			time.Sleep(20 * time.Millisecond) // 12 minutes of Azure, far longer than it takes.
			got, err := w.Operation(op.ID)
			if err != nil || got.Status != test.status {
				t.Errorf("operation %q, %v; want %q", got.Status, err, test.status)
			}
			shown, err := w.Get(id)
			if err != nil || properties(shown)["provisioningState"] != test.provisioning {
				t.Errorf("resource %v, %v; want %q", shown, err, test.provisioning)
			}
			if test.status == StatusInProgress {
				return
			}
			w.Meddle(nil)
			put(t, w, id, body)
		})
	}
}

func put(t *testing.T, w *World, id string, body Body) Operation {
	t.Helper()
	result, err := w.Put(id, body)
	if err != nil {
		t.Fatal(err)
	}
	if result.Operation == nil {
		return Operation{}
	}
	return *result.Operation
}
