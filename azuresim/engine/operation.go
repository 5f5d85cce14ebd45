package engine

import (
	"encoding/json"
	"fmt"
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
	Succeeded = "Succeeded"
	Failed    = "Failed"
	Canceled  = "Canceled"
	Creating  = "Creating"
	Updating  = "Updating"
	Deleting  = "Deleting"
)

// What operations do, besides the Jobs of types.
const (
	verbCreate = "create"
	verbUpdate = "update"
	verbDelete = "delete"
)

// Operation is something that Azure does for a while.
type Operation struct {
	ID         string `json:"id"`
	ResourceID string `json:"resourceId"`
	// Verb is create, update, delete or the name of a Job.
	Verb string `json:"verb"`
	// Status is one of the four Status constants.
	Status  string    `json:"status"`
	Started time.Time `json:"started"`
	// Ends is when the operation ends, or has ended, in Azure's time.
	Ends time.Time `json:"ends"`
	// Error says why the operation failed; nil otherwise.
	Error *Error `json:"error,omitempty"`
	// Result is what a successful Job answers; nil if it answers nothing.
	Result Body `json:"-"`
}

// operation is one with what the simulation needs to finish it.
type operation struct {
	Operation
	Seq   int             `json:"seq"`
	Input json.RawMessage `json:"input,omitempty"`
}

// Operation is the operation with the id; the error is a 404 of Azure's.
func (e *Engine) Operation(id string) (Operation, error) {
	if err := e.Advance(); err != nil {
		return Operation{}, err
	}
	op, known := e.operations[strings.ToLower(id)]
	if !known {
		return Operation{}, NotFound("ResourceNotFound", "The operation %q was not found.", id)
	}
	shown := op.Operation
	shown.Result = e.resultOf(op)
	return shown, nil
}

func (e *Engine) resultOf(op *operation) Body {
	res := e.Find("", op.ResourceID)
	if res == nil || op.Status != StatusSucceeded {
		return nil
	}
	job := e.types[strings.ToLower(res.Type)].Jobs[op.Verb]
	if job.Result == nil {
		return nil
	}
	return job.Result(res, op.Input)
}

// Start begins a Job of the resource's type, and returns the operation to answer with. The input is kept in
// the journal, so it must hold no secret.
func (e *Engine) Start(job string, res *Resource, takes time.Duration, input any) (Result, error) {
	text, err := json.Marshal(input)
	if err != nil {
		return Result{}, fmt.Errorf("encoding the input of %s: %w", job, err)
	}
	op := e.start(job, res.ID, takes)
	op.Input = text
	return Result{Operation: &op.Operation}, nil
}

func (e *Engine) start(verb, resourceID string, takes time.Duration) *operation {
	seq := e.next()
	seed := Key(resourceID) + verb + e.now.Format(time.RFC3339Nano) + strconv.Itoa(seq)
	op := &operation{Seq: seq, Operation: Operation{
		ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte(seed)).String(), ResourceID: resourceID, Verb: verb,
		Status: StatusInProgress, Started: e.now, Ends: e.now.Add(takes),
	}}
	e.keepOperation(op)
	return op
}

func (e *Engine) keepOperation(op *operation) {
	e.operations[op.ID] = op
	e.change.Operations[op.ID] = op
}
