package engine

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"private-acr/internal/catalog"
)

// A type that Azure does not have, with everything that a type can have.
const (
	group   = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg"
	thingID = group + "/providers/Example.Things/things/"
)

// thingState is what is known of a thing.
type thingState struct {
	Touched []string `json:"touched,omitempty"`
}

// model is what a thing's body says, as an SDK would have it.
type model struct {
	Properties *struct {
		Size *float64 `json:"size"`
	} `json:"properties"`
}

func thing(e *Engine) Type {
	return Type{
		Row:  catalog.Type{ARM: "Example.Things/things", Location: catalog.Regional},
		Etag: StrongEtag, WriteOnly: []string{"properties.secrets.value", "properties.headers"},
		Takes: Durations{Create: time.Minute, Update: time.Minute, Delete: time.Minute},
		State: StateOf[thingState],
		Actions: map[string]Action{"touch": func(res *Resource, body Body) (Result, error) {
			return e.Start("touch", res, time.Second, body)
		}},
		Jobs: map[string]Job{"touch": {
			Finish: func(res *Resource, input json.RawMessage) error {
				state := State[thingState](res)
				state.Touched = append(state.Touched[:len(state.Touched):len(state.Touched)], string(input))
				SetState(res, state)
				e.Keep(res)
				return nil
			},
			Result: func(res *Resource, _ json.RawMessage) Body {
				return Body{"touched": float64(len(State[thingState](res).Touched))}
			},
		}},
	}
}

// handClock moves when a test says so.
type handClock struct{ now time.Time }

func (c *handClock) Now() time.Time { return c.now }

// rig is an engine that knows groups and things.
type rig struct {
	*testing.T
	*Engine

	clock *handClock
}

func newRig(t *testing.T, options Options) *rig {
	t.Helper()
	r := &rig{T: t, clock: &handClock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}}
	if err := r.reopen(options); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *rig) reopen(options Options) error {
	options.Clock = r.clock
	r.Engine = New(options)
	groups := Type{Row: catalog.Type{ARM: typeResourceGroup, Location: catalog.Regional}}
	r.Register(thing(r.Engine), groups)
	return r.Open()
}

// put puts a group or a thing and waits until it is there.
func (r *rig) put(id string, body Body) {
	r.Helper()
	body["location"] = "koreacentral"
	result, err := r.Put(id, body)
	if err != nil {
		r.Fatal(err)
	}
	r.await(result.Operation)
}

func (r *rig) await(op *Operation) Operation {
	r.Helper()
	if op == nil {
		return Operation{}
	}
	r.clock.now = op.Ends
	ended, err := r.Operation(op.ID)
	if err != nil || ended.Status != StatusSucceeded {
		r.Fatalf("got operation %+v, %v", ended, err)
	}
	return ended
}

func inFolder(t *testing.T) Options {
	t.Helper()
	return Options{Journal: filepath.Join(t.TempDir(), "journal")}
}

// refused reports whether an error is a refusal with the code.
func refused(err error, code string) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}
