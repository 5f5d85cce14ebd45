package engine

// Delete removes the resource and everything in it. An id that nothing has is no error: Azure answers 204.
func (e *Engine) Delete(id string) (Result, error) {
	if err := e.Advance(); err != nil {
		return Result{}, err
	}
	rid, t, err := e.target(id)
	if err != nil {
		return Result{}, err
	}
	res := e.Find("", id)
	if res == nil {
		return Result{Absent: true}, nil
	}
	if res.ProvisioningState() == Deleting {
		return e.alreadyDeleting(res)
	}
	if err := e.idle(res, container(rid)); err != nil {
		return Result{}, err
	}
	if err := e.mayDelete(res); err != nil {
		return Result{}, err
	}
	if t.Refuse != nil {
		if err := t.Refuse(res); err != nil {
			return Result{}, err
		}
	}
	return e.startDelete(res, t)
}

// alreadyDeleting answers a repeated DELETE with the operation that is under way.
func (e *Engine) alreadyDeleting(res *Resource) (Result, error) {
	op := e.operations[res.Operation]
	return e.answer(nil, Result{Operation: &op.Operation})
}

func (e *Engine) startDelete(res *Resource, t Type) (Result, error) {
	if t.Takes.Delete == 0 {
		if err := e.finishDelete(res); err != nil {
			return Result{}, err
		}
		return e.answer(nil, Result{})
	}
	op := e.start(verbDelete, res.ID, t.Takes.Delete)
	res.Operation = op.ID
	t.mark(res, Deleting)
	e.Keep(res)
	return e.answer(nil, Result{Operation: &op.Operation})
}

// finishDelete removes the resource, or leaves it in a state that says that this failed; it goes on working.
func (e *Engine) finishDelete(res *Resource) error {
	err := e.mayRemove(res)
	if err == nil {
		e.Remove(res)
		return nil
	}
	t, _ := e.typeOf(res.Type)
	res.Operation, res.Operates = "", true
	t.mark(res, Failed)
	e.Keep(res)
	return err
}
