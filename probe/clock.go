package probe

import (
	"sync"
	"time"
)

// Clock is the time of a simulated Azure in which nobody waits: it stands still until a probe would wait, and
// then moves by as long. So what a probe finds does not hang on how fast a machine is.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock is a clock that stands at our time.
func NewClock() *Clock { return &Clock{now: time.Now()} }

// Now is the time that probes have reached. It may be called concurrently.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *Clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
