package engine

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
)

// given are copies of what Azure itself has of the type at the scope.
func (e *Engine) given(resourceType, scope string) []Body {
	bodies := []Body{}
	if t, known := e.typeOf(resourceType); known && t.Given != nil {
		bodies = append(bodies, t.Given(scope)...)
	}
	return bodies
}

// getGiven is the body of what Azure itself has. What extends any scope is the same from all of them.
func (e *Engine) getGiven(rid *arm.ResourceID) (Body, error) {
	t, _ := e.typeOf(rid.ResourceType.String())
	for _, body := range e.given(t.Row.ARM, scopeOf(rid)) {
		id, _ := body["id"].(string)
		if strings.EqualFold(LastName(id), rid.Name) && (t.Extension || same(id, rid.String())) {
			return body, nil
		}
	}
	if t.Missing != nil {
		return nil, t.Missing(rid.Name)
	}
	return nil, Missing(rid)
}

// scopeOf is the id of what a resource lies in or extends, "" for the tenant.
func scopeOf(rid *arm.ResourceID) string {
	if rid.Parent.ResourceType.String() == typeTenant {
		return ""
	}
	return rid.Parent.String()
}

// Extended is the id of what a resource is an extension of.
func Extended(res *Resource) string {
	return res.ID[:max(strings.LastIndex(Key(res.ID), "/providers/"), 0)]
}

// holdsAt reports whether a resource is listed at a scope, which is "" for the tenant: it lies in it, or
// holds for it.
func (e *Engine) holdsAt(res *Resource, scope string) bool {
	t, _ := e.typeOf(res.Type)
	switch {
	case scope == "":
		return false
	case t.Inherited && azure.Within(scope, Extended(res)):
		return true
	}
	return strings.HasPrefix(Key(res.ID), Key(scope)+"/")
}
