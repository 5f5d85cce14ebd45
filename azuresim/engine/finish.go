package engine

import (
	"slices"
	"strings"
	"time"
)

// finishDue finishes, one after the other, the operations that end by the given time. Finishing one may start
// another that is due as well.
func (e *Engine) finishDue(now time.Time) {
	for op := e.due(now); op != nil; op = e.due(now) {
		e.now = op.Ends
		e.conclude(op)
	}
}

// due is the first operation to end by the time; of several that end together, the first to have started.
func (e *Engine) due(now time.Time) *operation {
	var first *operation
	for _, op := range e.operations {
		if op.Status != StatusInProgress || op.Ends.After(now) {
			continue
		}
		if first == nil || op.Ends.Before(first.Ends) || (op.Ends.Equal(first.Ends) && op.Seq < first.Seq) {
			first = op
		}
	}
	return first
}

// finish does what an operation is for. One whose resource is gone has nothing left to do.
func (e *Engine) finish(op *operation) error {
	res := e.Find("", op.ResourceID)
	switch {
	case res == nil && op.Verb == verbDelete:
		return nil
	case res == nil:
		op.Status = StatusCanceled
		return nil
	case op.Verb == verbDelete:
		return e.finishDelete(res)
	}
	if job, is := e.types[strings.ToLower(res.Type)].Jobs[op.Verb]; is {
		return job.Finish(res, op.Input)
	}
	res.Operation = ""
	err := e.Complete(res)
	e.Keep(res)
	return err
}

func (e *Engine) end(op *operation, err error) {
	switch {
	case err != nil:
		op.Status, op.Error = StatusFailed, AsError(err)
	case op.Status == StatusInProgress:
		op.Status = StatusSucceeded
	}
	e.keepOperation(op)
	e.observed(op.Operation)
	if e.hidden(op) {
		// Nobody asks about it again, and what is tried over and over would fill the memory.
		delete(e.operations, op.ID)
	}
}

// Complete ends a create or update: what was asked for takes effect.
func (e *Engine) Complete(res *Resource) error {
	t, _ := e.typeOf(res.Type)
	res.Operates = false
	if t.Settle != nil {
		if err := t.Settle(res); err != nil {
			t.mark(res, Failed)
			return err
		}
	}
	t.mark(res, Succeeded)
	if res.Ready.IsZero() {
		res.Ready = e.now
	}
	e.Keep(res)
	return nil
}

// Remove takes away a resource and everything in it, the innermost first.
func (e *Engine) Remove(res *Resource) {
	inside := append([]*Resource{res}, e.Children(res.ID, "")...)
	slices.SortStableFunc(inside, func(a, b *Resource) int { return len(b.ID) - len(a.ID) })
	for _, r := range inside {
		e.cancel(r)
		e.Drop(r)
		if t, _ := e.typeOf(r.Type); t.Removed != nil {
			t.Removed(r)
		}
	}
}

// cancel ends the operations of a resource that is gone, but for the one that removes it.
func (e *Engine) cancel(res *Resource) {
	for _, op := range e.operations {
		if op.Status == StatusInProgress && same(op.ResourceID, res.ID) && op.Verb != verbDelete {
			op.Status, op.Ends = StatusCanceled, e.now
			e.keepOperation(op)
		}
	}
}
