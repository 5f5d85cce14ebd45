package gate

import (
	"context"
	"fmt"
	"time"
)

// The default pauses between two looks. The first is short because most facts hold at once; the longest
// keeps a deployment well under Azure's read limits and still notices a change soon enough.
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

// Gate says how long to wait and how often to look.
type Gate struct {
	// Clock is the time to wait by; nil is the machine's own clock.
	Clock Clock
	// Deadline is how long to wait at most. Zero looks once.
	Deadline time.Duration
	// First is the pause after the first look; zero means DefaultFirst. Each pause is 1.6 times the one
	// before it.
	First time.Duration
	// Longest bounds the pauses; zero means DefaultLongest.
	Longest time.Duration
	// Report, when set, is told what is being waited for: at the first look that is not satisfied, then
	// after 10 s, 20 s, 40 s and so on, so that a long wait is visible and never noisy.
	Report func(why string)
}

// Look reads the fact once. It returns done with the value, or why the fact does not hold yet. An error
// that may pass (throttling, a 5xx answer, a broken connection) counts as "not yet"; any other ends the
// wait.
type Look[T any] func(ctx context.Context) (value T, done bool, why string, err error)

// DeadlineError is returned when the fact did not hold in time.
type DeadlineError struct {
	// Deadline is how long the gate has waited.
	Deadline time.Duration
	// Why is what the last look said.
	Why string
	// Cause is the passing error of the last look, or nil.
	Cause error
}

// Error states how long the gate has waited and what the last look said.
func (e *DeadlineError) Error() string {
	return fmt.Sprintf("not ready after %s: %s", e.Deadline, e.Why)
}

// Unwrap returns the passing error of the last look, or nil.
func (e *DeadlineError) Unwrap() error { return e.Cause }

// Wait looks until the fact holds and returns its value. Past the gate's deadline it returns a
// *DeadlineError with what the last look said.
func Wait[T any](ctx context.Context, g Gate, look Look[T]) (T, error) {
	var none T
	w := start(g)
	for {
		value, done, why, err := look(ctx)
		switch {
		case err == nil && done:
			return value, nil
		case err != nil && (ctx.Err() != nil || !Transient(err)):
			return none, err
		case err != nil:
			why = err.Error()
		}
		if w.expired() {
			return none, &DeadlineError{Deadline: g.Deadline, Why: why, Cause: err}
		}
		w.report(why)
		if err := w.pause(ctx); err != nil {
			return none, fmt.Errorf("waiting while %s: %w", why, err)
		}
	}
}

// Once looks a single time, for a preview, in which nothing waits. It reports whether the fact holds; an
// error that may pass counts as "not yet", as it does for Wait.
func Once[T any](ctx context.Context, look Look[T]) (value T, holds bool, err error) {
	value, holds, _, err = look(ctx)
	if err != nil && ctx.Err() == nil && Transient(err) {
		return value, false, nil
	}
	return value, holds, err
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

func (w *wait) report(why string) {
	if w.Report == nil || w.elapsed() < w.nextReport {
		return
	}
	w.nextReport = max(firstReport, 2*w.nextReport)
	w.Report(why)
}

// pause never passes the deadline, so that the last look happens at the deadline and not before it.
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
