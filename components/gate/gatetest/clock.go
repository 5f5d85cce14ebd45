// Package gatetest has a clock for tests of gates: waiting takes no time on it.
package gatetest

import (
	"context"
	"sync"
	"time"

	"private-acr/components/gate"
)

// Clock is a gate.Clock on which every wait is over at once and moves the time on by what was waited
// for. It is safe for concurrent use.
type Clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []time.Duration
}

// NewClock returns a clock that stands at the given time.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Context is the context in which gates wait by the clock.
func (c *Clock) Context(ctx context.Context) context.Context { return gate.WithClock(ctx, c) }

// Now returns the time the clock stands at.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// After moves the clock on by d and returns a channel that is ready to receive.
func (c *Clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.waits = append(c.waits, d)
	ready := make(chan time.Time, 1)
	ready <- c.now
	return ready
}

// Waits returns every wait so far, in order.
func (c *Clock) Waits() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]time.Duration(nil), c.waits...)
}
