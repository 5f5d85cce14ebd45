package world

import "time"

// stateCanceled is the provisioning state that a canceled creation or update leaves.
const stateCanceled = "Canceled"

// Outcome is what becomes of an operation in place of what would. The zero Outcome lets it be.
type Outcome struct {
	// Delay makes the operation go on for so much longer, in Azure's time, and be asked about again.
	Delay time.Duration
	// Error, without a Delay, ends the operation: nothing of what it was for takes effect.
	Error *Error
	// Canceled says that the operation ends Canceled, not Failed.
	Canceled bool
}

// Meddle has every operation that a client can see asked about as it ends. It is called with the world
// locked, so it must not call back. Nil ends the asking. What was meddled with stays so across restarts; the
// function itself is not kept.
func (w *World) Meddle(judge func(Operation) Outcome) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.judge = judge
}

// IDs are the ids of the resources that Count counts, in the order of their creation.
func (w *World) IDs() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var ids []string
	for _, rec := range w.sorted() {
		if !rec.Implicit {
			ids = append(ids, rec.ID)
		}
	}
	return ids
}

// conclude ends a task that is due, unless its outcome is to go on.
func (w *World) conclude(t *task) {
	outcome := w.outcome(t)
	switch {
	case outcome.Delay > 0:
		t.Ends = t.Ends.Add(outcome.Delay)
		w.keepTask(t)
	case outcome.Error != nil:
		w.abandon(t, outcome)
	default:
		w.end(t, w.finish(t))
	}
}

func (w *World) outcome(t *task) Outcome {
	if w.judge == nil || t.Kind == taskOffer {
		return Outcome{}
	}
	return w.judge(t.Operation)
}

// abandon ends a task without its effect. The resource stays as it was asked for, in a state that says what
// happened; what worked before goes on working, and a PUT or DELETE starts anew. (Azure docs:
// networking/troubleshoot-failed-state.)
func (w *World) abandon(t *task, outcome Outcome) {
	rec := w.find("", t.ResourceID)
	if rec != nil && rec.Operation == t.ID {
		k, _ := w.kindOf(rec.Type)
		rec.Operation, rec.Facts.Operates = "", true
		k.mark(rec, stateFailed)
		if outcome.Canceled {
			k.mark(rec, stateCanceled)
		}
		w.keep(rec)
	}
	w.end(t, outcome.Error)
	if outcome.Canceled {
		t.Status = StatusCanceled
	}
}
