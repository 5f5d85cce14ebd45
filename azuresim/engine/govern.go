package engine

// Governance has a say in every write, whatever the type: locks, the rules of tags, Azure Policy. Functions
// that are not needed are nil. What is put as a part of another resource's body is not asked about.
type Governance struct {
	// Write refuses a create or update, or changes its body, before its type accepts it.
	Write func(*Request) error
	// Written is called when a create or update has been accepted, whatever becomes of its operation.
	Written func(*Request, Result)
	// Delete refuses a deletion as it is asked for.
	Delete func(*Resource) error
	// Act refuses an action, with a body or without.
	Act func(*Resource) error
	// Remove refuses a deletion as it is carried out. Its error is the operation's.
	Remove func(*Resource) error
}

// Govern adds to what governs writes. It is called before Open; who is added first is asked first.
func (e *Engine) Govern(g Governance) {
	e.governance = append(e.governance, g)
}

// Permits reports, by the error, whether a create would be let through. Services ask before they make
// something of their own among somebody's resources.
func (e *Engine) Permits(id string, body Body) error {
	rid, t, err := e.target(id)
	if err != nil {
		return err
	}
	r := &Request{ID: rid, Resource: e.successor(id, t, nil)}
	if err := e.fillIn(r, t, body); err != nil {
		return err
	}
	return e.mayWrite(r)
}

// Make creates a resource in the middle of a call, as Azure itself does in somebody's name.
func (e *Engine) Make(id string, body Body) error {
	_, err := e.put(id, body)
	return err
}

func (e *Engine) mayWrite(r *Request) error {
	for _, g := range e.governance {
		if g.Write == nil {
			continue
		}
		if err := g.Write(r); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) written(r *Request, result Result) {
	for _, g := range e.governance {
		if g.Written != nil {
			g.Written(r, result)
		}
	}
}

func (e *Engine) mayAct(res *Resource) error {
	return e.allow(res, func(g Governance) func(*Resource) error { return g.Act })
}

func (e *Engine) mayDelete(res *Resource) error {
	return e.allow(res, func(g Governance) func(*Resource) error { return g.Delete })
}

func (e *Engine) mayRemove(res *Resource) error {
	return e.allow(res, func(g Governance) func(*Resource) error { return g.Remove })
}

// allow asks all that govern about a resource that exists.
func (e *Engine) allow(res *Resource, question func(Governance) func(*Resource) error) error {
	for _, g := range e.governance {
		if ask := question(g); ask != nil {
			if err := ask(res); err != nil {
				return err
			}
		}
	}
	return nil
}
