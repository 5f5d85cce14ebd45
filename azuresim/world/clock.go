package world

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

func (w *World) startClock() {
	if w.options.Clock == nil {
		w.options.Clock = ScaledClock(w.options.Scale, w.at)
	}
	if behind := w.at.Sub(w.options.Clock.Now()); behind > 0 {
		w.offset = behind
	}
}

// advance lets Azure's time catch up with the clock, finishing what has come due.
func (w *World) advance() error {
	now := w.options.Clock.Now().Add(w.offset).UTC()
	w.settle(now)
	if now.After(w.at) {
		w.at = now
	}
	return w.commit()
}
