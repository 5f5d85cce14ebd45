// Package bench is a simulated world on a test's bench: with a clock that the test moves, helpers that wait
// for operations, and the bodies of a whole path from a registry to the containers that pull from it.
//
// Use it in tests of simulated Azure's rules.
package bench

import (
	"errors"
	"strings"
	"testing"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// Clock moves when a test says so.
type Clock struct{ now time.Time }

// Now is the time that the test has reached.
func (c *Clock) Now() time.Time { return c.now }

// Pass moves the time.
func (c *Clock) Pass(d time.Duration) { c.now = c.now.Add(d) }

// Bench is a world under test with its clock. It has the resource group of Group.
type Bench struct {
	*testing.T
	*Clock

	World   *world.World
	Options world.Options
}

// Open puts a new world on the bench.
func Open(t *testing.T, options world.Options) *Bench {
	t.Helper()
	b := &Bench{T: t, Clock: &Clock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}}
	b.Reopen(options)
	b.Put(Group, engine.Body{"location": Region})
	return b
}

// Reopen opens the journal again without closing the world first, as after a kill.
func (b *Bench) Reopen(options world.Options) {
	b.Helper()
	options.Clock = b.Clock
	w, err := world.Open(options)
	if err != nil {
		b.Fatal(err)
	}
	b.World, b.Options = w, options
}

// Try puts a resource and waits for the end of the operation, whose error it returns.
func (b *Bench) Try(id string, body engine.Body) error {
	b.Helper()
	result, err := b.World.Put(id, body)
	if err != nil {
		return err
	}
	return b.Await(result.Operation)
}

// Await waits for the end of an operation, whose error it returns. It may be nil.
func (b *Bench) Await(op *engine.Operation) error {
	b.Helper()
	if op == nil {
		return nil
	}
	ended := *op
	for ended.Status == engine.StatusInProgress {
		b.Pass(ended.Ends.Sub(b.World.Now()))
		var err error
		if ended, err = b.World.Operation(op.ID); err != nil {
			b.Fatal(err)
		}
	}
	if ended.Error != nil {
		return ended.Error
	}
	if ended.Status != engine.StatusSucceeded {
		b.Fatalf("operation of %s: got status %s", op.ResourceID, ended.Status)
	}
	return nil
}

// Put puts a resource, which must succeed.
func (b *Bench) Put(id string, body engine.Body) {
	b.Helper()
	if err := b.Try(id, body); err != nil {
		b.Fatalf("putting %s: %s", engine.LastName(id), err)
	}
}

// Remove deletes a resource, which must succeed.
func (b *Bench) Remove(id string) {
	b.Helper()
	result, err := b.World.Delete(id)
	if err == nil {
		err = b.Await(result.Operation)
	}
	if err != nil {
		b.Fatalf("deleting %s: %s", engine.LastName(id), err)
	}
}

// Act does an action and waits for its end. It returns what the action answers.
func (b *Bench) Act(id, action string, body engine.Body) (engine.Body, error) {
	b.Helper()
	result, err := b.World.Act(id, action, body)
	if err != nil || result.Operation == nil {
		return result.Body, err
	}
	if err := b.Await(result.Operation); err != nil {
		return nil, err
	}
	ended, err := b.World.Operation(result.Operation.ID)
	return ended.Result, err
}

// Get is the body of a resource, which must be there.
func (b *Bench) Get(id string) engine.Body {
	b.Helper()
	body, err := b.World.Get(id)
	if err != nil {
		b.Fatal(err)
	}
	return body
}

// Property is one of the properties of a resource.
func (b *Bench) Property(id, name string) any {
	b.Helper()
	return engine.Properties(b.Get(id))[name]
}

// Refused checks the code and a part of the message of a refusal; the empty code means none.
func Refused(t *testing.T, err error, code, part string) {
	t.Helper()
	if code == "" {
		if err != nil {
			t.Fatalf("got %v, want no error", err)
		}
		return
	}
	var e *engine.Error
	if !errors.As(err, &e) || e.Code != code || !strings.Contains(e.Message, part) {
		t.Fatalf("got %v, want code %s with %q", err, code, part)
	}
}

// EachPrivateLink runs the test in all ways of private link.
func EachPrivateLink(t *testing.T, test func(*testing.T, world.PrivateLink)) {
	t.Helper()
	for _, link := range world.PrivateLinks() {
		t.Run(string(link), func(t *testing.T) {
			t.Parallel()
			test(t, link)
		})
	}
}

// Changed is a body with its properties changed.
func Changed(body engine.Body, change func(engine.Body)) engine.Body {
	change(engine.Properties(body))
	return body
}
