package engine

import (
	"strconv"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Request is a PUT on its way.
type Request struct {
	// ID is the id, read.
	ID *arm.ResourceID
	// Resource is the resource as it is to become.
	Resource *Resource
	// Old is the resource as it is, nil for a create.
	Old *Resource

	then []func()
}

// Properties is the part of the request's body that is particular to the type.
func (r *Request) Properties() Body {
	return r.Resource.Properties()
}

// Then adds a change that is made once the request is accepted and its resource kept. It cannot fail.
func (r *Request) Then(change func()) {
	r.then = append(r.then, change)
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
	e.hide(body, t.WriteOnly)
	body["id"], body["name"], body["type"] = res.ID, res.Name(), t.Row.ARM
	if t.Row.Location != catalog.NoLocation && !t.Row.Untagged && !t.OmitsTags {
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
	case t.Row.Location == catalog.NoLocation,
		t.Row.Location == catalog.RegionalIfGiven && location == "":
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
