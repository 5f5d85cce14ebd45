package engine

import (
	"errors"
	"time"
)

// laterError is the error of an operation that is not at its end.
type laterError struct{ after time.Duration }

func (l laterError) Error() string { return "not done for another " + l.after.String() }

// Later is what Settle and Finish return to have the operation go on for so much longer, in Azure's time, and
// then be asked again. What they have changed so far stays.
func Later(after time.Duration) error { return laterError{after} }

// endOrGoOn ends an operation with the error, unless that says that it goes on.
func (e *Engine) endOrGoOn(op *operation, err error) {
	var later laterError
	if !errors.As(err, &later) {
		e.end(op, err)
		return
	}
	op.Ends = op.Ends.Add(later.after)
	if res := e.Find("", op.ResourceID); res != nil && !e.isJob(op) {
		res.Operation = op.ID
		t, _ := e.typeOf(res.Type)
		t.mark(res, underWay(op.Verb))
		e.Keep(res)
	}
	e.keepOperation(op)
}

// underWay is the provisioning state during an operation.
func underWay(verb string) string {
	if verb == verbCreate {
		return Creating
	}
	return Updating
}

// isJob reports whether an operation is none that creates, updates or deletes.
func (e *Engine) isJob(op *operation) bool {
	return op.Verb != verbCreate && op.Verb != verbUpdate && op.Verb != verbDelete
}
