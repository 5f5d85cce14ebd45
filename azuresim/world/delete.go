package world

// Delete removes the resource and everything in it. An id that nothing has is no error: Azure answers 204.
func (w *World) Delete(id string) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.advance(); err != nil {
		return Result{}, err
	}
	rid, k, err := w.target(id)
	if err != nil {
		return Result{}, err
	}
	rec := w.find("", id)
	if rec == nil {
		return Result{Absent: true}, nil
	}
	if rec.state() == stateDeleting {
		return w.alreadyDeleting(rec)
	}
	if err := w.idle(rec, container(rid)); err != nil {
		return Result{}, err
	}
	if k.refuse != nil {
		if err := k.refuse(w, rec); err != nil {
			return Result{}, err
		}
	}
	return w.startDelete(rec, k)
}

// alreadyDeleting answers a repeated DELETE with the operation that is under way.
func (w *World) alreadyDeleting(rec *record) (Result, error) {
	t := w.tasks[rec.Operation]
	return w.finished(nil, Result{Operation: &t.Operation})
}

func (w *World) startDelete(rec *record, k kind) (Result, error) {
	if k.takes.remove == 0 {
		w.remove(rec)
		return w.finished(nil, Result{})
	}
	t := w.start(taskDelete, rec.ID, k.takes.remove)
	rec.Operation = t.ID
	k.mark(rec, stateDeleting)
	w.keep(rec)
	return w.finished(nil, Result{Operation: &t.Operation})
}
