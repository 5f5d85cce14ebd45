package gate

import (
	"context"
	"fmt"
	"time"
)

// The default pauses between two observations. The first is short because most facts hold at once; the
// longest keeps a deployment well under Azure's read limits and still notices a change soon enough.
const (
	DefaultFirst   = 500 * time.Millisecond
	DefaultLongest = 15 * time.Second
)

const (
	growth      = 1.6
	firstReport = 10 * time.Second
)

// Clock is the time a gate sees. Tests pass one that runs without waiting.
type Clock interface {
	// Now returns the current time.
	Now() time.Time
	// After returns a channel that receives the time once d has passed.
	After(d time.Duration) <-chan time.Time
}

// Wall is the machine's own clock.
type Wall struct{}

// Now returns the machine's current time.
func (Wall) Now() time.Time { return time.Now() }

// After waits on the machine's own clock.
func (Wall) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Gate says how long to wait and how often to observe.
type Gate struct {
	// Clock is the time to wait by; nil is the machine's own clock.
	Clock Clock
	// Deadline is how long to wait at most. Zero observes once.
	Deadline time.Duration
	// First is the pause after the first observation; zero means DefaultFirst. Each pause is 1.6 times the
	// one before it.
	First time.Duration
	// Longest bounds the pauses; zero means DefaultLongest.
	Longest time.Duration
	// Report, when set, is told what is being waited for: at the first observation, then
	// after 10 s, 20 s, 40 s and so on, so that a long wait is visible and never noisy.
	Report func(reason string)
}

// Observation is what one reading of a fact has found.
type Observation[T any] struct {
	// Value is what was read. Of a fact that does not hold yet it is what there is of it.
	Value T
	// Holds reports whether the fact holds.
	Holds bool
	// Reason says what is being waited for where it does not hold: "waiting for the grant to be listed".
	Reason string
}

// Observe reads a fact once. An error that may pass (throttling, a 5xx answer, a broken connection) counts as
// "not yet"; any other ends the wait.
type Observe[T any] func(ctx context.Context) (Observation[T], error)

// DeadlineError is returned when the fact did not hold in time.
type DeadlineError struct {
	// Deadline is how long the gate has waited.
	Deadline time.Duration
	// Reason is that of the last observation.
	Reason string
	// Cause is the passing error of the last observation, or nil.
	Cause error
}

// Error states how long the gate has waited, and for what.
func (e *DeadlineError) Error() string {
	return fmt.Sprintf("not ready after %s: %s", e.Deadline, e.Reason)
}

// Unwrap returns the passing error of the last observation, or nil.
func (e *DeadlineError) Unwrap() error { return e.Cause }

// Wait observes until the fact holds and returns its value. Past the gate's deadline it returns a
// *DeadlineError with the reason of the last observation.
func Wait[T any](ctx context.Context, g Gate, observe Observe[T]) (T, error) {
	var none T
	w := start(g)
	for {
		observed, err := observe(ctx)
		switch {
		case err == nil && observed.Holds:
			return observed.Value, nil
		case err != nil && (ctx.Err() != nil || !Transient(err)):
			return none, err
		case err != nil:
			observed.Reason = err.Error()
		}
		if w.expired() {
			return none, &DeadlineError{Deadline: g.Deadline, Reason: observed.Reason, Cause: err}
		}
		w.report(observed.Reason)
		if err := w.pause(ctx); err != nil {
			return none, fmt.Errorf("waiting while %s: %w", observed.Reason, err)
		}
	}
}

// Once observes a single time, for a preview, in which nothing waits. An error that may pass counts as "not
// yet", as it does for Wait.
func Once[T any](ctx context.Context, observe Observe[T]) (Observation[T], error) {
	observed, err := observe(ctx)
	if err != nil && ctx.Err() == nil && Transient(err) {
		return Observation[T]{Reason: err.Error()}, nil
	}
	return observed, err
}

// wait is the state of one Wait.
type wait struct {
	Gate
	began      time.Time
	next       time.Duration
	nextReport time.Duration
}

func start(g Gate) *wait {
	if g.Clock == nil {
		g.Clock = Wall{}
	}
	if g.First <= 0 {
		g.First = DefaultFirst
	}
	if g.Longest <= 0 {
		g.Longest = DefaultLongest
	}
	return &wait{Gate: g, began: g.Clock.Now(), next: min(g.First, g.Longest)}
}

func (w *wait) elapsed() time.Duration { return w.Clock.Now().Sub(w.began) }

func (w *wait) expired() bool { return w.elapsed() >= w.Deadline }

func (w *wait) report(reason string) {
	if w.Report == nil || w.elapsed() < w.nextReport {
		return
	}
	w.nextReport = max(firstReport, 2*w.nextReport)
	w.Report(reason)
}

// pause never passes the deadline, so that the last observation happens at the deadline and not before it.
func (w *wait) pause(ctx context.Context) error {
	d := min(w.next, w.Deadline-w.elapsed())
	w.next = min(time.Duration(float64(w.next)*growth), w.Longest)
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-w.Clock.After(d):
		return nil
	}
}
