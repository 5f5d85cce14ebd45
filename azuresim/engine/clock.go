package engine

import "time"

// Clock tells Azure's time.
type Clock interface {
	Now() time.Time
}

type scaledClock struct {
	scale     float64
	from      time.Time
	azureFrom time.Time
}

// ScaledClock is a clock that runs scale times as fast as ours. It starts at our time, or at notBefore if
// that is later, which lets a simulation go on where it ended.
func ScaledClock(scale float64, notBefore time.Time) Clock {
	now := time.Now()
	start := now.UTC()
	if notBefore.After(start) {
		start = notBefore
	}
	return scaledClock{scale: scale, from: now, azureFrom: start}
}

// Now is monotonic, because the time since the start is.
func (c scaledClock) Now() time.Time {
	return c.azureFrom.Add(time.Duration(float64(time.Since(c.from)) * c.scale))
}

// anchorEvery is how much of Azure's time may pass without a line in the journal, and so by how much a
// restart must set the clock forward lest a time already told be told again.
const anchorEvery = time.Minute

func (e *Engine) startClock() {
	if e.options.Clock == nil {
		e.options.Clock = ScaledClock(e.options.Scale, e.now)
	}
	if behind := e.now.Sub(e.options.Clock.Now()); behind > 0 {
		e.offset = behind
	}
}

// Advance lets Azure's time catch up with the clock, finishing what has come due. Every call begins with it.
func (e *Engine) Advance() error {
	now := e.options.Clock.Now().Add(e.offset).UTC()
	e.finishDue(now)
	if now.After(e.now) {
		e.now = now
	}
	return e.Commit()
}
