package world

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
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
func (w *World) Put(id string, body Body) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.advance(); err != nil {
		return Result{}, err
	}
	return w.put(id, body)
}

// Patch changes the resource by a JSON merge patch (RFC 7396). Refusals are of type *Error.
func (w *World) Patch(id string, patch Body) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.advance(); err != nil {
		return Result{}, err
	}
	rid, err := parse(id)
	if err != nil {
		return Result{}, err
	}
	rec := w.find("", id)
	if rec == nil {
		return Result{}, missing(rid)
	}
	// From what is shown, not from what is kept: a virtual network's subnets must be in its PUT.
	body, err := w.show(rec)
	if err != nil {
		return Result{}, err
	}
	merge(body, patch)
	return w.put(id, body)
}

func (w *World) put(id string, body Body) (Result, error) {
	rid, k, err := w.target(id)
	if err != nil {
		return Result{}, err
	}
	r, err := w.request(rid, k, body)
	if err != nil {
		return Result{}, err
	}
	if k.accept != nil {
		if err := k.accept(r); err != nil {
			return Result{}, err
		}
	}
	return w.do(r, k)
}

// target reads the id of a resource that is to be written.
func (w *World) target(id string) (*arm.ResourceID, kind, error) {
	rid, err := parse(id)
	if err != nil {
		return nil, kind{}, err
	}
	k, known := w.kindOf(rid.ResourceType.String())
	if !known {
		return nil, kind{}, notFound("InvalidResourceType", "The resource type could not be found in the "+
			"namespace '%s': %s.", rid.ResourceType.Namespace, rid.ResourceType.Type)
	}
	if k.name == "" {
		return rid, k, nil
	}
	if err := azure.CheckName(k.name, rid.Name); err != nil {
		return nil, kind{}, badRequest(k.nameCode, "%s", err)
	}
	return rid, k, nil
}

// request makes the record that a PUT asks for, if the resource and those around it can be written now.
func (w *World) request(rid *arm.ResourceID, k kind, body Body) (*request, error) {
	id := "/" + strings.Trim(rid.String(), "/")
	old := w.find("", id)
	if err := w.surroundings(rid, old == nil); err != nil {
		return nil, err
	}
	if err := w.idle(old, container(rid)); err != nil {
		return nil, err
	}
	rec := &record{ID: id, Type: k.typ, Created: w.at}
	if old != nil {
		*rec = *old
	} else {
		rec.Seq = w.next()
	}
	if err := k.fillIn(rec, old, body); err != nil {
		return nil, err
	}
	if rid.ResourceType.Namespace == "Microsoft.Network" {
		rec.Body["etag"] = `W/"` + guid(rec, strconv.Itoa(w.next())) + `"`
	}
	return &request{w: w, id: rid, rec: rec, old: old}, nil
}

// fillIn gives the record the body of the request with what every resource has.
func (k kind) fillIn(rec, old *record, body Body) error {
	body, err := plain(body)
	if err != nil {
		return err
	}
	rec.Body = body
	if err := k.locate(rec, old); err != nil {
		return err
	}
	var before Body
	if old != nil {
		before = old.Body
	}
	carry(body, before, append([]string{"provisioningState"}, k.readOnly...))
	body["id"], body["name"], body["type"] = rec.ID, rec.name(), k.typ
	if k.place != nowhere {
		fill(body, Body{"tags": Body{}})
	}
	return nil
}

// locate checks the body's location against those of the type and of the resource so far.
func (k kind) locate(rec, old *record) error {
	location, _ := rec.Body["location"].(string)
	switch {
	case k.place == nowhere:
		return nil
	case location == "":
		return badRequest("LocationRequired", "The location property is required for this definition.")
	case k.place == global && shortRegion(location) != "global":
		return badRequest("LocationNotAvailableForResourceType", "The provided location '%s' is not "+
			"available for resource type '%s'. List of available regions for the resource type is 'global'.",
			location, k.typ)
	case old != nil && old.region() != shortRegion(location) && k.typ == typeResourceGroup:
		return conflict("InvalidResourceGroupLocation", "Invalid resource group location '%s'. The "+
			"Resource group already exists in location '%s'.", location, old.region())
	case old != nil && old.region() != shortRegion(location):
		return conflict("InvalidResourceLocation", "The resource '%s' already exists in location '%s'. A "+
			"resource with the same name cannot be created in location '%s'. Please select a new resource "+
			"name.", rec.name(), old.region(), location)
	}
	rec.Body["location"] = shortRegion(location)
	return nil
}

// surroundings checks that what a resource lies in is there.
func (w *World) surroundings(rid *arm.ResourceID, create bool) error {
	if rid.ResourceType.String() == typeResourceGroup {
		return nil
	}
	if err := w.inGroup(rid, create); err != nil {
		return err
	}
	parent := parentID(rid)
	if parent == "" || w.find("", parent) != nil {
		return nil
	}
	return notFound("ParentResourceNotFound", "Can not perform requested operation on nested resource. "+
		"Parent resource '%s' not found.", lastName(parent))
}

func (w *World) inGroup(rid *arm.ResourceID, create bool) error {
	if rid.ResourceGroupName == "" {
		return nil
	}
	group := w.find(typeResourceGroup,
		"/subscriptions/"+rid.SubscriptionID+"/resourceGroups/"+rid.ResourceGroupName)
	if group == nil {
		return notFound("ResourceGroupNotFound", "Resource group '%s' could not be found.",
			rid.ResourceGroupName)
	}
	if create && group.state() == stateDeleting {
		return conflict("ResourceGroupBeingDeleted", "The resource group '%s' is in deprovisioning state "+
			"and cannot perform this operation.", rid.ResourceGroupName)
	}
	return nil
}

// idle refuses to write while the resource, or the one that it lies in, has an operation in progress.
func (w *World) idle(rec *record, parent string) error {
	if rec != nil && rec.Operation != "" {
		return w.busy(rec)
	}
	if p := w.find("", parent); p != nil && p.Operation != "" && p.Type != typeResourceGroup {
		return w.busy(p)
	}
	return nil
}

// busy is the refusal to write to a resource during an operation. Network resources answer 429 on Azure;
// 409 stands for it here because clients would retry a 429 and so hide that they did not wait.
func (w *World) busy(rec *record) *Error {
	k, _ := w.kindOf(rec.Type)
	code := k.busyCode
	if code == "" {
		code = "AnotherOperationInProgress"
	}
	return refusal(http.StatusConflict, code, "Another operation on this or dependent resource is in "+
		"progress: %s is %s (operation %s). Please try again later.", rec.ID, rec.state(), rec.Operation)
}

// do carries an accepted request out, or starts to.
func (w *World) do(r *request, k kind) (Result, error) {
	w.keep(r.rec)
	if k.begin != nil {
		k.begin(r)
	}
	what, takes, state := taskCreate, k.takes.create, stateCreating
	if r.old != nil {
		what, takes, state = taskUpdate, k.takes.update, stateUpdating
	}
	result := Result{Created: r.old == nil}
	if takes == 0 {
		if err := w.take(r.rec); err != nil {
			return Result{}, err
		}
	} else {
		k.mark(r.rec, state)
		t := w.start(what, r.rec.ID, takes)
		r.rec.Operation = t.ID
		result.Operation = &t.Operation
	}
	return w.finished(r.rec, result)
}

// finished completes a result, and writes the journal before anybody is told.
func (w *World) finished(rec *record, result Result) (Result, error) {
	if err := w.commit(); err != nil {
		return Result{}, err
	}
	if result.Operation != nil {
		snapshot := *result.Operation
		result.Operation = &snapshot
	}
	if rec == nil {
		return result, nil
	}
	body, err := w.show(rec)
	result.Body = body
	return result, err
}
