package engine

import "strings"

// Act does an action of a resource's type, or answers a read that is no resource's in a Result's Body.
// Refusals are of type *Error.
func (e *Engine) Act(id, action string, body Body) (Result, error) {
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
	act := e.action(res.Type, action)
	if act == nil {
		return Result{}, NotFound("InvalidResourceType", "The resource type '%s' has no action '%s'.",
			res.Type, action)
	}
	if body != nil {
		if err := e.mayAct(res); err != nil {
			return Result{}, err
		}
	}
	result, err := act(res, body)
	if err != nil {
		return Result{}, err
	}
	return e.answer(nil, result)
}

// action finds an action by its name in any case.
func (e *Engine) action(resourceType, name string) Action {
	t, _ := e.typeOf(resourceType)
	for known, act := range t.Actions {
		if strings.EqualFold(known, name) {
			return act
		}
	}
	return nil
}
