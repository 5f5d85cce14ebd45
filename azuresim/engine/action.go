package engine

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
)

// Act does an action of a resource's type: it is what a POST asks for. Refusals are of type *Error.
func (e *Engine) Act(id, action string, body Body) (Result, error) {
	return e.act(id, action, body, e.mayAct)
}

// Ask answers a read that is no resource's, such as privateLinkResources, in a Result's Body: it is what a
// GET asks for. Refusals are of type *Error.
func (e *Engine) Ask(id, about string) (Result, error) {
	return e.act(id, about, nil, func(*Resource) error { return nil })
}

func (e *Engine) act(id, action string, body Body, may func(*Resource) error) (Result, error) {
	if err := e.Advance(); err != nil {
		return Result{}, err
	}
	rid, err := parse(id)
	if err != nil {
		return Result{}, err
	}
	res, act := e.actionOn(rid, action)
	switch {
	case res == nil:
		return Result{}, Missing(rid)
	case act == nil:
		return Result{}, NotFound("InvalidResourceType", "The resource type '%s' has no action '%s'.",
			res.Type, action)
	}
	if err := may(res); err != nil {
		return Result{}, err
	}
	result, err := act(res, body)
	if err != nil {
		return Result{}, err
	}
	return e.answer(nil, result)
}

// actionOn finds what an action is done to, and the action itself, by its name in any case. Either is nil if
// there is none.
func (e *Engine) actionOn(id *arm.ResourceID, name string) (*Resource, Action) {
	res := e.Find("", id.String())
	if res == nil {
		return e.partAction(id, name)
	}
	t, _ := e.typeOf(res.Type)
	for known, act := range t.Actions {
		if strings.EqualFold(known, name) {
			return res, act
		}
	}
	return res, nil
}

// partAction finds the resource that a part belongs to, and an action on that part.
func (e *Engine) partAction(part *arm.ResourceID, name string) (*Resource, Action) {
	res := e.Find("", ParentID(part))
	if res == nil {
		return nil, nil
	}
	t, _ := e.typeOf(res.Type)
	for known, act := range t.Parts {
		if strings.EqualFold(known, LastName(part.ResourceType.Type)+"/"+name) {
			return res, func(res *Resource, body Body) (Result, error) { return act(res, part.Name, body) }
		}
	}
	return nil, nil
}
