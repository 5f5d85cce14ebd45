package network

import (
	"slices"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// parts are resources that can be put by themselves, and with what they are parts of, as a list in its body:
// the subnets of a network, the rules of a security group, the routes of a table. A PUT of the whole makes
// what it lists and removes what it leaves out.
type parts struct {
	// collection is the list's name in bodies and in ids.
	collection string
	part       engine.Type
	// complete checks a part by itself and gives it Azure's defaults.
	complete func(*engine.Request) error
}

// partPlan is what a PUT of the whole makes of its parts.
type partPlan struct {
	parts

	put  []*engine.Request
	drop []*engine.Resource
}

// wanted are the parts as they are to be.
func (p partPlan) wanted() []*engine.Resource {
	wanted := make([]*engine.Resource, len(p.put))
	for i, r := range p.put {
		wanted[i] = r.Resource
	}
	return wanted
}

// plan turns the parts in a body into requests, and finds those that are left out.
func (s *Service) plan(r *engine.Request, of parts) (partPlan, error) {
	plan := partPlan{parts: of}
	inline, _ := r.Properties()[of.collection].([]any)
	for _, item := range inline {
		body, _ := item.(engine.Body)
		put, err := s.engine.Inline(r, of.part, of.collection, body)
		if err == nil {
			err = of.complete(put)
		}
		if err != nil {
			return plan, err
		}
		plan.put = append(plan.put, put)
	}
	kept := plan.wanted()
	for _, existing := range s.engine.Children(r.Resource.ID, of.part.Row.ARM) {
		if slices.ContainsFunc(kept, func(k *engine.Resource) bool { return same(k.ID, existing.ID) }) {
			continue
		}
		if err := of.mayGo(existing); err != nil {
			return plan, err
		}
		plan.drop = append(plan.drop, existing)
	}
	return plan, nil
}

func (p parts) mayGo(part *engine.Resource) error {
	if p.part.Refuse == nil {
		return nil
	}
	return p.part.Refuse(part)
}

// followPlan has a request carry the plan out once it is accepted. The parts go out of its body: the view
// shows them there again.
func (s *Service) followPlan(r *engine.Request, plan partPlan) {
	delete(r.Properties(), plan.collection)
	r.Then(func() {
		for _, res := range plan.drop {
			s.engine.Remove(res)
		}
		for _, put := range plan.put {
			s.engine.Begin(put, plan.part)
		}
	})
}

// settleParts completes the parts that were put with a whole.
func (s *Service) settleParts(whole *engine.Resource, row catalog.Type) error {
	for _, part := range s.engine.Children(whole.ID, row.ARM) {
		if err := s.engine.Complete(part); err != nil {
			return err
		}
	}
	return nil
}

// shown are the bodies of the parts of a type.
func (s *Service) shown(whole *engine.Resource, row catalog.Type) []any {
	shown := []any{}
	for _, part := range s.engine.Children(whole.ID, row.ARM) {
		if view, err := s.engine.Show(part); err == nil {
			shown = append(shown, view)
		}
	}
	return shown
}

// models are the parts of a type as the Azure SDK has them.
func models[T any](e *engine.Engine, whole *engine.Resource, row catalog.Type) []*T {
	var all []*T
	for _, part := range e.Children(whole.ID, row.ARM) {
		model := engine.As[T](part)
		all = append(all, &model)
	}
	return all
}

// siblings are the other parts of what a request's resource is a part of.
func (s *Service) siblings(r *engine.Request) []*engine.Resource {
	return slices.DeleteFunc(s.engine.Children(engine.ParentID(r.ID), r.Resource.Type),
		func(other *engine.Resource) bool { return same(other.ID, r.Resource.ID) })
}
