package world

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// The states of an operation, in the words of Azure's asynchronous operations.
const (
	StatusInProgress = "InProgress"
	StatusSucceeded  = "Succeeded"
	StatusFailed     = "Failed"
	StatusCanceled   = "Canceled"
)

// Provisioning states of resources.
const (
	stateSucceeded = "Succeeded"
	stateFailed    = "Failed"
	stateCreating  = "Creating"
	stateUpdating  = "Updating"
	stateDeleting  = "Deleting"
)

// Operation is something that Azure does for a while.
type Operation struct {
	ID         string `json:"id"`
	ResourceID string `json:"resourceId"`
	// Kind is create, update, delete, importImage or, never shown to a client, offer.
	Kind string `json:"kind"`
	// Status is one of the four Status constants.
	Status  string    `json:"status"`
	Started time.Time `json:"started"`
	// Ends is when the operation ends, or has ended, in Azure's time.
	Ends time.Time `json:"ends"`
	// Error says why the operation failed; nil otherwise.
	Error *Error `json:"error,omitempty"`
}

// task is an operation with what the simulation needs to finish it.
type task struct {
	Operation
	Seq    int          `json:"seq"`
	Import *importImage `json:"import,omitempty"`
}

const (
	taskCreate = "create"
	taskUpdate = "update"
	taskDelete = "delete"
	taskImport = "importImage"
	taskOffer  = "offer"
)

// Operation is the operation with the id; the error is a 404 of Azure's.
func (w *World) Operation(id string) (Operation, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.advance(); err != nil {
		return Operation{}, err
	}
	t, known := w.tasks[strings.ToLower(id)]
	if !known {
		return Operation{}, notFound("ResourceNotFound", "The operation %q was not found.", id)
	}
	return t.Operation, nil
}

func (w *World) start(what, resourceID string, takes time.Duration) *task {
	seq := w.next()
	seed := key(resourceID) + what + w.at.Format(time.RFC3339Nano) + strconv.Itoa(seq)
	t := &task{Seq: seq, Operation: Operation{
		ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte(seed)).String(), ResourceID: resourceID, Kind: what,
		Status: StatusInProgress, Started: w.at, Ends: w.at.Add(takes),
	}}
	w.keepTask(t)
	return t
}

func (w *World) keepTask(t *task) {
	w.tasks[t.ID] = t
	w.change.Tasks[t.ID] = t
}

// settle finishes, one after the other, the tasks that end by the given time. Finishing one may start another
// that is due as well.
func (w *World) settle(now time.Time) {
	for t := w.due(now); t != nil; t = w.due(now) {
		w.at = t.Ends
		w.conclude(t)
	}
}

// due is the first task to end by the time; of several that end together, the first to have started.
func (w *World) due(now time.Time) *task {
	var first *task
	for _, t := range w.tasks {
		if t.Status != StatusInProgress || t.Ends.After(now) {
			continue
		}
		if first == nil || t.Ends.Before(first.Ends) || (t.Ends.Equal(first.Ends) && t.Seq < first.Seq) {
			first = t
		}
	}
	return first
}

// finish does what a task is for.
func (w *World) finish(t *task) error {
	switch t.Kind {
	case taskDelete:
		return w.finishDelete(t)
	case taskImport:
		return w.finishImport(t)
	case taskOffer:
		return w.finishOffer(t)
	}
	return w.finishPut(t)
}

func (w *World) end(t *task, err error) {
	switch {
	case err != nil:
		t.Status, t.Error = StatusFailed, asError(err)
	case t.Status == StatusInProgress:
		t.Status = StatusSucceeded
	}
	w.keepTask(t)
}

// finishPut ends a create or update: the kind's effects take place, and their error is the operation's.
func (w *World) finishPut(t *task) error {
	rec := w.find("", t.ResourceID)
	if rec == nil {
		t.Status = StatusCanceled
		return nil
	}
	rec.Operation = ""
	err := w.take(rec)
	w.keep(rec)
	return err
}

// take lets what was asked for take effect.
func (w *World) take(rec *record) error {
	k, _ := w.kindOf(rec.Type)
	rec.Facts.Operates = false
	if k.settle != nil {
		if err := k.settle(w, rec); err != nil {
			k.mark(rec, stateFailed)
			return err
		}
	}
	k.mark(rec, stateSucceeded)
	if rec.Facts.Ready.IsZero() {
		rec.Facts.Ready = w.at
	}
	w.keep(rec)
	return nil
}

func (w *World) finishDelete(t *task) error {
	if rec := w.find("", t.ResourceID); rec != nil {
		w.remove(rec)
	}
	return nil
}

// remove takes away a resource and everything in it, the innermost first.
func (w *World) remove(rec *record) {
	inside := append([]*record{rec}, w.beneath(rec.ID)...)
	slices.SortStableFunc(inside, func(a, b *record) int { return len(b.ID) - len(a.ID) })
	for _, r := range inside {
		w.cancel(r)
		w.drop(r)
		if k, _ := w.kindOf(r.Type); k.removed != nil {
			k.removed(w, r)
		}
	}
}

// cancel ends the operations of a resource that is gone, but for the one that removes it.
func (w *World) cancel(rec *record) {
	for _, t := range w.tasks {
		if t.Status == StatusInProgress && same(t.ResourceID, rec.ID) && t.Kind != taskDelete {
			t.Status, t.Ends = StatusCanceled, w.at
			w.keepTask(t)
		}
	}
}
