package engine

import (
	"errors"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
)

// Result is what a write has led to so far.
type Result struct {
	// Body is the resource as it is now; nil after a delete.
	Body Body
	// Created says that a PUT made the resource, for types that answer so.
	Created bool
	// Absent says that there was nothing to delete.
	Absent bool
	// NoContent says that an action is done and answers nothing, where Azure's status for that is 204.
	NoContent bool
	// Operation goes on after the answer; nil when everything is done.
	Operation *Operation
}

// Put creates or replaces the resource. Refusals are of type *Error.
func (e *Engine) Put(id string, body Body) (Result, error) {
	if err := e.Advance(); err != nil {
		return Result{}, err
	}
	return e.put(id, body)
}

// Patch changes the resource by a JSON merge patch (RFC 7396). Refusals are of type *Error.
func (e *Engine) Patch(id string, patch Body) (Result, error) {
	if err := e.Advance(); err != nil {
		return Result{}, err
	}
	rid, err := parse(id)
	if err != nil {
		return Result{}, err
	}
	res := e.Find("", id)
	if res == nil {
		return Result{}, Missing(rid)
	}
	// From what is viewed, not from what is kept: resources that are put with this one are in its PUT.
	body, err := e.view(res)
	if err != nil {
		return Result{}, err
	}
	merge(body, patch)
	return e.put(id, body)
}

func (e *Engine) put(id string, body Body) (Result, error) {
	rid, t, err := e.target(id)
	if err != nil {
		return Result{}, err
	}
	r, err := e.request(rid, t, body)
	if err != nil {
		return Result{}, err
	}
	if err := e.mayWrite(r); err != nil {
		return Result{}, err
	}
	if t.Accept != nil {
		if err := t.Accept(r); err != nil {
			return Result{}, err
		}
	}
	return e.do(r, t)
}

// target reads the id of a resource that is to be written.
func (e *Engine) target(id string) (*arm.ResourceID, Type, error) {
	rid, err := parse(id)
	if err != nil {
		return nil, Type{}, err
	}
	t, known := e.typeOf(rid.ResourceType.String())
	if !known {
		return nil, Type{}, NotFound("InvalidResourceType", "The resource type could not be found in the "+
			"namespace '%s': %s.", rid.ResourceType.Namespace, rid.ResourceType.Type)
	}
	return rid, t, t.CheckName(rid.Name)
}

// CheckName refuses a name that breaks the type's rule.
func (t Type) CheckName(name string) error {
	if t.NameCode == "" {
		return nil
	}
	err := azure.CheckName(t.Row.Name, name)
	var refused *azure.NameError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused) && refused.Reserved:
		return ReservedName(name)
	}
	return BadRequest(t.NameCode, "%s", err)
}

// Begin keeps an inline resource, which shows that it is being written.
func (e *Engine) Begin(r *Request, t Type) {
	t.mark(r.Resource, Updating)
	e.accepted(r)
}

// accepted keeps a request's resource and makes the changes that go with it.
func (e *Engine) accepted(r *Request) {
	e.Keep(r.Resource)
	for _, change := range r.then {
		change()
	}
}

// do carries an accepted request out, or starts to.
func (e *Engine) do(r *Request, t Type) (Result, error) {
	e.accepted(r)
	verb, takes, state := verbCreate, t.Takes.Create, Creating
	if r.Old != nil {
		verb, takes, state = verbUpdate, t.Takes.Update, Updating
	}
	result := Result{Created: r.Old == nil && !t.CreatesWithOK}
	if takes == 0 {
		if err := e.Complete(r.Resource); err != nil {
			return Result{}, err
		}
		e.observed(Operation{
			ResourceID: r.Resource.ID, Verb: verb, Status: StatusSucceeded, Started: e.now, Ends: e.now,
		})
	} else {
		t.mark(r.Resource, state)
		op := e.start(verb, r.Resource.ID, takes)
		r.Resource.Operation = op.ID
		result.Operation = &op.Operation
	}
	e.written(r, result)
	return e.answer(r.Resource, result)
}

// answer completes a result, and writes the journal before anybody is told.
func (e *Engine) answer(res *Resource, result Result) (Result, error) {
	if err := e.Commit(); err != nil {
		return Result{}, err
	}
	if result.Operation != nil {
		snapshot := *result.Operation
		result.Operation = &snapshot
	}
	if res == nil {
		return result, nil
	}
	body, err := e.Show(res)
	result.Body = body
	return result, err
}
