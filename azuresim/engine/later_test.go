package engine

import (
	"encoding/json"
	"testing"
	"time"

	"private-acr/internal/catalog"
)

// slow is a type whose creation and whose action are asked three times until they are done.
func slow(e *Engine, asked *int) Type {
	waits := func() error {
		*asked++
		if *asked%3 != 0 {
			return Later(time.Minute)
		}
		return nil
	}
	return Type{
		Row:   catalog.Type{ARM: "Example.Things/slow", Location: catalog.Regional},
		Takes: Durations{Create: time.Minute, Update: time.Minute},
		Settle: func(*Resource) error {
			return waits()
		},
		Actions: map[string]Action{"touch": func(res *Resource, _ Body) (Result, error) {
			return e.Start("touch", res, time.Minute, nil)
		}},
		Jobs: map[string]Job{"touch": {Finish: func(*Resource, json.RawMessage) error { return waits() }}},
		Parts: map[string]PartAction{"wheels/turn": func(res *Resource, part string, _ Body) (Result, error) {
			return Result{Body: Body{"turned": res.Name() + "'s " + part}}, nil
		}},
	}
}

const slowID = group + "/providers/Example.Things/slow/a"

func TestOperationsGoOn(t *testing.T) {
	t.Parallel()
	r := newRig(t, Options{})
	asked := 0
	r.Register(slow(r.Engine, &asked))
	r.put(group, Body{})
	created, err := r.Put(slowID, Body{"location": "koreacentral"})
	if err != nil {
		t.Fatal(err)
	}
	for minute, want := range []string{StatusInProgress, StatusInProgress, StatusSucceeded} {
		r.clock.now = r.clock.now.Add(time.Minute)
		op, err := r.Operation(created.Operation.ID)
		if err != nil || op.Status != want {
			t.Errorf("minute %d: got %s, %v, want %s", minute+1, op.Status, err, want)
		}
		res := r.Find("", slowID)
		busy, going := r.Idle(res) != nil, want == StatusInProgress
		if state := res.ProvisioningState(); busy != going || going != (state == Creating) {
			t.Errorf("minute %d: it is %s, busy: %t", minute+1, state, busy)
		}
	}
}

func TestJobsGoOn(t *testing.T) {
	t.Parallel()
	r := newRig(t, Options{})
	asked := 0
	r.Register(slow(r.Engine, &asked))
	r.put(group, Body{})
	if _, err := r.Put(slowID, Body{"location": "koreacentral"}); err != nil {
		t.Fatal(err)
	}
	r.clock.now = r.clock.now.Add(3 * time.Minute)
	touched, err := r.Act(slowID, "touch", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.clock.now = r.clock.now.Add(2 * time.Minute)
	op, err := r.Operation(touched.Operation.ID)
	state := r.Find("", slowID).ProvisioningState()
	if err != nil || op.Status != StatusInProgress || state != Succeeded {
		t.Errorf("got %s of a resource that is %s, %v", op.Status, state, err)
	}
}

func TestPartsHaveActions(t *testing.T) {
	t.Parallel()
	r := newRig(t, Options{})
	asked := 2
	r.Register(slow(r.Engine, &asked))
	r.put(group, Body{})
	r.put(slowID, Body{})
	turned, err := r.Act(slowID+"/Wheels/left", "TURN", nil)
	if err != nil || turned.Body["turned"] != "a's left" {
		t.Errorf("got %v, %v", turned.Body, err)
	}
	for _, path := range []string{slowID + "/wheels/left", slowID + "/doors/left", slowID + "x/wheels/left"} {
		if _, err := r.Act(path, "push", nil); !refused(err, "ResourceNotFound") {
			t.Errorf("%s: got %v", path, err)
		}
	}
}

func TestSecretsAreRevealedToActionsOnly(t *testing.T) {
	t.Parallel()
	options := inFolder(t)
	r := newRig(t, options)
	r.put(group, Body{})
	r.put(thingID+"a", Body{"properties": Body{"secrets": []any{Body{"name": "key", "value": "planted"}}}})
	if secret, known := r.Reveal(Digest("planted")); !known || secret != "planted" {
		t.Errorf("got %q, %t", secret, known)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.reopen(options); err != nil {
		t.Fatal(err)
	}
	if secret, known := r.Reveal(Digest("planted")); known {
		t.Errorf("got %q after a restart", secret)
	}
}
