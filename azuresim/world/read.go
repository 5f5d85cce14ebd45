package world

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
)

// Get is the resource's body. The error is a 404 of Azure's when there is none.
func (w *World) Get(id string) (Body, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	rid, err := parse(id)
	if err != nil {
		return nil, err
	}
	if err := w.advance(); err != nil {
		return nil, err
	}
	rec := w.find("", id)
	if rec == nil {
		return nil, missing(rid)
	}
	return w.show(rec)
}

// List is the bodies of a collection: the children of a resource, or the resources of a type in a resource
// group or a whole subscription ("/subscriptions/.../providers/Microsoft.Network/virtualNetworks"). A
// collection ".../resources" holds everything that lies directly in its resource group or subscription.
func (w *World) List(collectionID string) ([]Body, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	collection := strings.TrimRight(collectionID, "/")
	scope, all := strings.CutSuffix(key(collection), "/resources")
	resourceType := ""
	if !all {
		rid, err := parse(collection + "/_")
		if err != nil {
			return nil, err
		}
		scope, resourceType = rid.Parent.String(), rid.ResourceType.String()
	}
	if err := w.advance(); err != nil {
		return nil, err
	}
	if err := w.scopeExists(scope); err != nil {
		return nil, err
	}
	return w.showAll(scope, resourceType)
}

func (w *World) showAll(scope, resourceType string) ([]Body, error) {
	bodies := []Body{}
	for _, rec := range w.beneath(scope) {
		if !listed(rec, resourceType) {
			continue
		}
		body, err := w.show(rec)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, body)
	}
	return bodies, nil
}

// listed reports whether a record belongs to a list of the type, or to a list of top-level resources if the
// type is empty.
func listed(rec *record, resourceType string) bool {
	if resourceType == "" {
		return strings.Count(rec.Type, "/") == 1 && rec.Type != typeResourceGroup &&
			rec.Type != typeRoleAssignment
	}
	return strings.EqualFold(rec.Type, resourceType)
}

// scopeExists refuses to list in what is not there. Subscriptions are there without having been made.
func (w *World) scopeExists(scope string) error {
	rid, err := arm.ParseResourceID(scope)
	if err != nil {
		return badRequest("InvalidResourceId", "The scope %q is not valid.", scope)
	}
	if rid.ResourceType.String() == typeSubscription || w.find("", scope) != nil {
		return nil
	}
	return missing(rid)
}

// show is a copy of the record's body with what other resources say of it.
func (w *World) show(rec *record) (Body, error) {
	body, err := plain(rec.Body)
	if err != nil {
		return nil, err
	}
	if k, _ := w.kindOf(rec.Type); k.view != nil {
		k.view(w, rec, body)
		return plain(body)
	}
	return body, nil
}

// missing is how the Resource Manager says that there is no such resource.
func missing(rid *arm.ResourceID) *Error {
	if rid.ResourceType.String() == typeResourceGroup {
		return notFound("ResourceGroupNotFound", "Resource group '%s' could not be found.", rid.Name)
	}
	return notFound("ResourceNotFound", "The Resource '%s/%s' under resource group '%s' was not found. For "+
		"more details please go to https://aka.ms/ARMResourceNotFoundFix", rid.ResourceType, rid.Name,
		orNull(rid.ResourceGroupName))
}

func orNull(name string) string {
	if name == "" {
		return "<null>"
	}
	return name
}
