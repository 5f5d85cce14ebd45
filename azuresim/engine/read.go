package engine

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
)

// Get is the resource's body. The error is a 404 of Azure's when there is none.
func (e *Engine) Get(id string) (Body, error) {
	rid, err := parse(id)
	if err != nil {
		return nil, err
	}
	if err := e.Advance(); err != nil {
		return nil, err
	}
	res := e.Find("", id)
	if res == nil {
		return e.getGiven(rid)
	}
	return e.Show(res)
}

// List is the bodies of a collection: the children of a resource, or the resources of a type in a resource
// group or a whole subscription ("/subscriptions/.../providers/<type>"). A collection ".../resources" holds
// everything that lies directly in its resource group or subscription.
func (e *Engine) List(collectionID string) ([]Body, error) {
	collection := strings.TrimRight(collectionID, "/")
	scope, all := strings.CutSuffix(Key(collection), "/resources")
	resourceType := ""
	if !all {
		rid, err := parse(collection + "/_")
		if err != nil {
			return nil, err
		}
		scope, resourceType = scopeOf(rid), rid.ResourceType.String()
	}
	if err := e.Advance(); err != nil {
		return nil, err
	}
	if err := e.scopeExists(scope); err != nil {
		return nil, err
	}
	return e.showAll(scope, resourceType)
}

func (e *Engine) showAll(scope, resourceType string) ([]Body, error) {
	bodies := e.given(resourceType, scope)
	for _, res := range e.All() {
		if !e.listed(res, resourceType) || !e.holdsAt(res, scope) {
			continue
		}
		body, err := e.Show(res)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, body)
	}
	return bodies, nil
}

// listed reports whether a resource belongs to a list of the type, or to a list of top-level resources if the
// type is empty.
func (e *Engine) listed(res *Resource, resourceType string) bool {
	if resourceType != "" {
		return strings.EqualFold(res.Type, resourceType)
	}
	t, _ := e.typeOf(res.Type)
	return strings.Count(res.Type, "/") == 1 && res.Type != typeResourceGroup && !t.Extension
}

// scopeExists refuses to list in what is not there. Subscriptions are there without having been made.
func (e *Engine) scopeExists(scope string) error {
	if scope == "" {
		return nil
	}
	rid, err := arm.ParseResourceID(scope)
	if err != nil {
		return BadRequest("InvalidResourceId", "The scope %q is not valid.", scope)
	}
	if rid.ResourceType.String() == typeSubscription || e.Find("", scope) != nil {
		return nil
	}
	return Missing(rid)
}

// Show is a copy of the resource's body with what other resources say of it, without what is write-only.
func (e *Engine) Show(res *Resource) (Body, error) {
	body, err := e.view(res)
	if err != nil {
		return nil, err
	}
	t, _ := e.typeOf(res.Type)
	strip(body, t.WriteOnly)
	return body, nil
}

func (e *Engine) view(res *Resource) (Body, error) {
	body, err := plain(res.Body)
	if err != nil {
		return nil, err
	}
	if t, _ := e.typeOf(res.Type); t.View != nil {
		t.View(res, body)
		return plain(body)
	}
	return body, nil
}

// Missing is how the Resource Manager says that there is no such resource.
func Missing(id *arm.ResourceID) *Error {
	if id.ResourceType.String() == typeResourceGroup {
		return NotFound("ResourceGroupNotFound", "Resource group '%s' could not be found.", id.Name)
	}
	return NotFound("ResourceNotFound", "The Resource '%s/%s' under resource group '%s' was not found. For "+
		"more details please go to https://aka.ms/ARMResourceNotFoundFix", id.ResourceType, id.Name,
		orNull(id.ResourceGroupName))
}

func orNull(name string) string {
	if name == "" {
		return "<null>"
	}
	return name
}
