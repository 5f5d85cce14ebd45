package gate_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/components/gate"
	"private-acr/components/gate/gatetest"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// after observes a fact that holds from the nth observation on.
func after(n int) gate.Observe[string] {
	calls := 0
	return func(context.Context) (gate.Observation[string], error) {
		calls++
		reason := fmt.Sprintf("observation %d", calls)
		return gate.Observation[string]{Value: "value", Holds: calls >= n, Reason: reason}, nil
	}
}

func TestWaitReturnsTheValueAndBacksOff(t *testing.T) {
	t.Parallel()
	clock := gatetest.NewClock(epoch)
	g := gate.Gate{Clock: clock, Deadline: time.Hour, First: time.Second, Longest: 3 * time.Second}
	got, err := gate.Wait(t.Context(), g, after(5))
	if err != nil || got != "value" {
		t.Fatalf("Wait = %q, %v", got, err)
	}
	want := []time.Duration{time.Second, 1600 * time.Millisecond, 2560 * time.Millisecond, 3 * time.Second}
	if diff := cmp.Diff(want, clock.Waits()); diff != "" {
		t.Errorf("pauses (-want +got):\n%s", diff)
	}
}

func TestWaitDefaults(t *testing.T) {
	t.Parallel()
	clock := gatetest.NewClock(epoch)
	if _, err := gate.Wait(t.Context(), gate.Gate{Clock: clock, Deadline: time.Hour}, after(40)); err != nil {
		t.Fatal(err)
	}
	waits := clock.Waits()
	if waits[0] != gate.DefaultFirst || waits[len(waits)-1] != gate.DefaultLongest {
		t.Errorf("first and last pause = %s, %s", waits[0], waits[len(waits)-1])
	}
}

func TestWaitEndsAtTheDeadlineWithTheLastReason(t *testing.T) {
	t.Parallel()
	clock := gatetest.NewClock(epoch)
	g := gate.Gate{Clock: clock, Deadline: 2 * time.Minute}
	_, err := gate.Wait(t.Context(), g, after(1000))
	var late *gate.DeadlineError
	if !errors.As(err, &late) || late.Deadline != g.Deadline ||
		!strings.HasPrefix(late.Reason, "observation ") {
		t.Fatalf("error = %v", err)
	}
	if waited := clock.Now().Sub(epoch); waited != 2*time.Minute {
		t.Errorf("waited %s", waited)
	}
	if want := "not ready after 2m0s: " + late.Reason; err.Error() != want {
		t.Errorf("error = %q, want %q", err, want)
	}
}

func TestWaitWithoutDeadlineObservesOnce(t *testing.T) {
	t.Parallel()
	clock := gatetest.NewClock(epoch)
	if _, err := gate.Wait(t.Context(), gate.Gate{Clock: clock}, after(2)); err == nil {
		t.Error("no error")
	}
	if waits := clock.Waits(); len(waits) != 0 {
		t.Errorf("waited %v", waits)
	}
}

func TestWaitOnTheWallClock(t *testing.T) {
	t.Parallel()
	g := gate.Gate{Deadline: time.Minute, First: time.Microsecond}
	if got, err := gate.Wait(t.Context(), g, after(3)); err != nil || got != "value" {
		t.Errorf("Wait = %q, %v", got, err)
	}
}

type status struct{ passing bool }

func (status) Error() string     { return "status" }
func (s status) Transient() bool { return s.passing }

func TestWaitTellsPassingErrorsFromFinalOnes(t *testing.T) {
	t.Parallel()
	refused := &url.Error{Op: "Get", URL: "http://localhost", Err: syscall.ECONNREFUSED}
	tests := map[string]struct {
		err     error
		passing bool
	}{
		"says passing":       {fmt.Errorf("reading: %w", status{passing: true}), true},
		"says final":         {fmt.Errorf("reading: %w", status{}), false},
		"refused connection": {fmt.Errorf("reading: %w", refused), true},
		"cut answer":         {io.ErrUnexpectedEOF, true},
		"anything else":      {errors.New("bad name"), false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls := 0
			observe := func(context.Context) (gate.Observation[int], error) {
				calls++
				if calls == 1 {
					return gate.Observation[int]{}, test.err
				}
				return gate.Observation[int]{Value: calls, Holds: true}, nil
			}
			g := gate.Gate{Clock: gatetest.NewClock(epoch), Deadline: time.Minute}
			got, err := gate.Wait(t.Context(), g, observe)
			if test.passing && (err != nil || got != 2) {
				t.Errorf("Wait = %d, %v; want a second observation", got, err)
			}
			if !test.passing && !errors.Is(err, test.err) {
				t.Errorf("error = %v, want %v", err, test.err)
			}
		})
	}
}

func TestDeadlineErrorKeepsThePassingError(t *testing.T) {
	t.Parallel()
	observe := func(context.Context) (gate.Observation[int], error) {
		return gate.Observation[int]{}, status{passing: true}
	}
	g := gate.Gate{Clock: gatetest.NewClock(epoch), Deadline: time.Second}
	_, err := gate.Wait(t.Context(), g, observe)
	if !errors.Is(err, status{passing: true}) {
		t.Errorf("error = %v", err)
	}
}

func TestWaitEndsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	observe := func(context.Context) (gate.Observation[int], error) {
		cancel()
		return gate.Observation[int]{Reason: "nothing is offered"}, nil
	}
	// The machine's own clock, so that the context is what ends the hour-long pause.
	g := gate.Gate{Deadline: 24 * time.Hour, First: time.Hour, Longest: time.Hour}
	_, err := gate.Wait(ctx, g, observe)
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "nothing is offered") {
		t.Errorf("error = %v", err)
	}
}

func TestReportIsRare(t *testing.T) {
	t.Parallel()
	var reports []string
	clock := gatetest.NewClock(epoch)
	g := gate.Gate{
		Clock: clock, Deadline: 10 * time.Minute, First: 5 * time.Second, Longest: 5 * time.Second,
		Report: func(string) { reports = append(reports, clock.Now().Sub(epoch).String()) },
	}
	if _, err := gate.Wait(t.Context(), g, after(1000)); err == nil {
		t.Fatal("no error")
	}
	want := []string{"0s", "10s", "20s", "40s", "1m20s", "2m40s", "5m20s"}
	if diff := cmp.Diff(want, reports); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

func TestOnceObservesASingleTime(t *testing.T) {
	t.Parallel()
	final := errors.New("bad name")
	tests := map[string]struct {
		done  bool
		err   error
		holds bool
		want  error
	}{
		"holds":   {done: true, holds: true},
		"not yet": {},
		"passing": {err: status{passing: true}},
		"final":   {err: final, want: final},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls := 0
			observed, err := gate.Once(t.Context(), func(context.Context) (gate.Observation[int], error) {
				calls++
				return gate.Observation[int]{Value: 1, Holds: test.done}, test.err
			})
			if observed.Holds != test.holds || !errors.Is(err, test.want) || calls != 1 {
				t.Errorf("Once = %+v, %v after %d observations", observed, err, calls)
			}
		})
	}
}
