package engine

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Result is what a write has led to so far.
type Result struct {
	// Body is the resource as it is now; nil after a delete.
	Body Body
	// Created says that a PUT made the resource.
	Created bool
	// Absent says that there was nothing to delete.
	Absent bool
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
	if err := azure.CheckName(t.Row.Name, name); err != nil {
		return BadRequest(t.NameCode, "%s", err)
	}
	return nil
}

// request makes the resource that a PUT asks for, if it and those around it can be written now.
func (e *Engine) request(rid *arm.ResourceID, t Type, body Body) (*Request, error) {
	id := "/" + strings.Trim(rid.String(), "/")
	old := e.Find("", id)
	if err := e.surroundings(rid, old == nil); err != nil {
		return nil, err
	}
	if err := e.idle(old, container(rid)); err != nil {
		return nil, err
	}
	r := &Request{ID: rid, Resource: e.successor(id, t, old), Old: old}
	return r, e.fillIn(r, t, body)
}

// successor is a resource that is to take the place of the old one, which may be nil.
func (e *Engine) successor(id string, t Type, old *Resource) *Resource {
	if old == nil {
		return &Resource{ID: id, Type: t.Row.ARM, Created: e.now, Seq: e.next()}
	}
	res := *old
	res.kept, res.model = false, nil
	return &res
}

// Inline makes the request for a resource that is put as a part of another one's body. It comes and goes with
// that one, and is kept and completed by its hooks.
func (e *Engine) Inline(parent *Request, t Type, collection string, body Body) (*Request, error) {
	name, _ := body["name"].(string)
	if err := t.CheckName(name); err != nil {
		return nil, err
	}
	rid, err := parse(parent.Resource.ID + "/" + collection + "/" + name)
	if err != nil {
		return nil, err
	}
	old := e.Find(t.Row.ARM, rid.String())
	if err := e.Idle(old); err != nil {
		return nil, err
	}
	r := &Request{ID: rid, Resource: e.successor(rid.String(), t, old), Old: old}
	r.Resource.Implicit = old == nil || old.Implicit
	return r, e.fillIn(r, t, body)
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

// fillIn gives the resource the body of the request with what every resource has.
func (e *Engine) fillIn(r *Request, t Type, body Body) error {
	body, err := plain(body)
	if err != nil {
		return err
	}
	res := r.Resource
	res.Body = body
	if err := t.locate(res, r.Old); err != nil {
		return err
	}
	var before Body
	if r.Old != nil {
		before = r.Old.Body
	}
	keepReadOnly(body, before, append([]string{"provisioningState"}, t.ReadOnly...))
	hide(body, t.WriteOnly)
	body["id"], body["name"], body["type"] = res.ID, res.Name(), t.Row.ARM
	if t.Row.Location != catalog.NoLocation {
		Fill(body, Body{"tags": Body{}})
	}
	e.tag(res, t)
	return nil
}

// tag gives the body a new etag.
func (e *Engine) tag(res *Resource, t Type) {
	switch t.Etag {
	case WeakEtag:
		res.Body["etag"] = `W/"` + res.GUID(strconv.Itoa(e.next())) + `"`
	case StrongEtag:
		res.Body["etag"] = `"` + res.GUID(strconv.Itoa(e.next())) + `"`
	case NoEtag:
	}
}

// locate checks the body's location against those of the type and of the resource so far.
func (t Type) locate(res, old *Resource) error {
	location, _ := res.Body["location"].(string)
	region := azure.ShortRegion(location)
	switch {
	case t.Row.Location == catalog.NoLocation:
		return nil
	case location == "":
		return BadRequest("LocationRequired", "The location property is required for this definition.")
	case t.Row.Location == catalog.Global && region != "global":
		return BadRequest("LocationNotAvailableForResourceType", "The provided location '%s' is not "+
			"available for resource type '%s'. List of available regions for the resource type is 'global'.",
			location, t.Row.ARM)
	case old != nil && old.Region() != region:
		return t.elsewhere(old, location)
	}
	res.Body["location"] = region
	return nil
}

// elsewhere refuses another location for a resource that exists.
func (t Type) elsewhere(old *Resource, location string) *Error {
	if t.Row.ARM == typeResourceGroup {
		return Conflict("InvalidResourceGroupLocation", "Invalid resource group location '%s'. The "+
			"Resource group already exists in location '%s'.", location, old.Region())
	}
	return Conflict("InvalidResourceLocation", "The resource '%s' already exists in location '%s'. A "+
		"resource with the same name cannot be created in location '%s'. Please select a new resource "+
		"name.", old.Name(), old.Region(), location)
}

// surroundings checks that what a resource lies in is there.
func (e *Engine) surroundings(rid *arm.ResourceID, create bool) error {
	if rid.ResourceType.String() == typeResourceGroup {
		return nil
	}
	if err := e.inGroup(rid, create); err != nil {
		return err
	}
	parent := ParentID(rid)
	if parent == "" || e.Find("", parent) != nil {
		return nil
	}
	return NotFound("ParentResourceNotFound", "Can not perform requested operation on nested resource. "+
		"Parent resource '%s' not found.", LastName(parent))
}

func (e *Engine) inGroup(rid *arm.ResourceID, create bool) error {
	if rid.ResourceGroupName == "" {
		return nil
	}
	group := e.Find(typeResourceGroup,
		"/subscriptions/"+rid.SubscriptionID+"/resourceGroups/"+rid.ResourceGroupName)
	if group == nil {
		return NotFound("ResourceGroupNotFound", "Resource group '%s' could not be found.",
			rid.ResourceGroupName)
	}
	if create && group.ProvisioningState() == Deleting {
		return Conflict("ResourceGroupBeingDeleted", "The resource group '%s' is in deprovisioning state "+
			"and cannot perform this operation.", rid.ResourceGroupName)
	}
	return nil
}

// Idle refuses to write to a resource while it has an operation in progress. It may be nil.
func (e *Engine) Idle(res *Resource) error {
	return e.idle(res, "")
}

// idle looks at the one that the resource lies in as well.
func (e *Engine) idle(res *Resource, parent string) error {
	if res != nil && res.Operation != "" {
		return e.Busy(res)
	}
	if p := e.Find("", parent); p != nil && p.Operation != "" && p.Type != typeResourceGroup {
		return e.Busy(p)
	}
	return nil
}

// Busy is the refusal to write to a resource during an operation. Some services answer 429 on Azure; 409
// stands for it here because clients would retry a 429 and so hide that they did not wait.
func (e *Engine) Busy(res *Resource) *Error {
	t, _ := e.typeOf(res.Type)
	code := t.BusyCode
	if code == "" {
		code = "AnotherOperationInProgress"
	}
	return Refusal(http.StatusConflict, code, "Another operation on this or dependent resource is in "+
		"progress: %s is %s (operation %s). Please try again later.", res.ID, res.ProvisioningState(),
		res.Operation)
}

// do carries an accepted request out, or starts to.
func (e *Engine) do(r *Request, t Type) (Result, error) {
	e.accepted(r)
	verb, takes, state := verbCreate, t.Takes.Create, Creating
	if r.Old != nil {
		verb, takes, state = verbUpdate, t.Takes.Update, Updating
	}
	result := Result{Created: r.Old == nil}
	if takes == 0 {
		if err := e.Complete(r.Resource); err != nil {
			return Result{}, err
		}
	} else {
		t.mark(r.Resource, state)
		op := e.start(verb, r.Resource.ID, takes)
		r.Resource.Operation = op.ID
		result.Operation = &op.Operation
	}
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
