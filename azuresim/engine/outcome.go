package engine

import (
	"strings"
	"time"
)

// Outcome is what becomes of an operation in place of what would. The zero Outcome lets it be.
type Outcome struct {
	// Delay makes the operation go on for so much longer, in Azure's time, and be asked about again.
	Delay time.Duration
	// Error, without a Delay, ends the operation: nothing of what it was for takes effect.
	Error *Error
	// Canceled says that the operation ends Canceled, not Failed.
	Canceled bool
}

// InjectOutcomes has every operation that a client can see asked about as it ends. The function is called in
// the middle of a call, so it must not call back. Nil ends the asking. Outcomes stay across restarts; the
// function itself is not kept.
func (e *Engine) InjectOutcomes(outcomeOf func(Operation) Outcome) {
	e.inject = outcomeOf
}

// conclude ends an operation that is due, unless its outcome is to go on.
func (e *Engine) conclude(op *operation) {
	outcome := e.outcomeOf(op)
	switch {
	case outcome.Delay > 0:
		op.Ends = op.Ends.Add(outcome.Delay)
		e.keepOperation(op)
	case outcome.Error != nil:
		e.abandon(op, outcome)
	default:
		e.endOrGoOn(op, e.finish(op))
	}
}

func (e *Engine) outcomeOf(op *operation) Outcome {
	if e.inject == nil || e.hidden(op) {
		return Outcome{}
	}
	return e.inject(op.Operation)
}

func (e *Engine) hidden(op *operation) bool {
	res := e.Find("", op.ResourceID)
	return res != nil && e.types[strings.ToLower(res.Type)].Jobs[op.Verb].Hidden
}

// abandon ends an operation without its effect. The resource stays as it was asked for, in a state that says
// what happened; what worked before goes on working, and a PUT or DELETE starts anew. (Azure docs:
// networking/troubleshoot-failed-state.)
func (e *Engine) abandon(op *operation, outcome Outcome) {
	res := e.Find("", op.ResourceID)
	if res != nil && res.Operation == op.ID {
		t, _ := e.typeOf(res.Type)
		res.Operation, res.Operates = "", true
		t.mark(res, Failed)
		if outcome.Canceled {
			t.mark(res, Canceled)
		}
		e.Keep(res)
	}
	e.end(op, outcome.Error)
	if outcome.Canceled {
		op.Status = StatusCanceled
	}
}
