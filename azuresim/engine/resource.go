package engine

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"

	"private-acr/internal/azure"
)

// Resource is a resource that exists. Its body is what was put, with Azure's defaults; what other resources
// say of it is added when it is shown.
type Resource struct {
	ID string `json:"id"`
	// Type is the type as Azure writes it.
	Type    string    `json:"type"`
	Body    Body      `json:"body"`
	Created time.Time `json:"created"`
	// Ready is when the resource first succeeded.
	Ready time.Time `json:"ready,omitzero"`
	// Seq orders resources by creation.
	Seq int `json:"seq"`
	// Implicit resources come and go with another one and are not counted.
	Implicit bool `json:"implicit,omitempty"`
	// Owner is the resource that an implicit one belongs to, where that is not its parent.
	Owner string `json:"owner,omitempty"`
	// Operation is the id of the operation in progress, empty when there is none.
	Operation string `json:"operation,omitempty"`
	// Operates says that the resource works although it shows that its last operation failed; see abandon.
	Operates bool `json:"operates,omitempty"`

	// state is what Azure knows of the resource and does not show in its body; see State.
	state any

	// kept says that the resource is stored as it is, and model is then its body as it was last read: reading
	// one of the SDK's models takes a tenth of a millisecond, and every look at a private endpoint needs it.
	kept  bool
	model any
}

// StateOf reads the state of a type's resources from the journal: a Type's State is a StateOf[T].
func StateOf[T any](text []byte) (any, error) {
	var state T
	err := json.Unmarshal(text, &state)
	return state, err
}

// State is what Azure knows of a resource and does not show in its body, the zero value if it has none. Lists
// and maps in it are shared with the resource: replace them, do not change them.
func State[T any](res *Resource) T {
	state, _ := res.state.(T)
	return state
}

// SetState replaces the state. The resource's Type must have the State StateOf[T].
func SetState[T any](res *Resource, state T) { res.state = state }

// StateAs is the state as an interface that states of several types may share.
func StateAs[I any](res *Resource) (I, bool) {
	state, is := res.state.(I)
	return state, is
}

// journaled is a Resource as the journal writes it.
type journaled struct {
	*fields
	State any `json:"state,omitempty"`
}

type fields Resource

// MarshalJSON writes the state along.
func (r *Resource) MarshalJSON() ([]byte, error) {
	return json.Marshal(journaled{(*fields)(r), r.state})
}

// UnmarshalJSON reads the state as text: only the resource's type knows what it means.
func (r *Resource) UnmarshalJSON(text []byte) error {
	var state json.RawMessage
	err := json.Unmarshal(text, &journaled{(*fields)(r), &state})
	if state != nil {
		r.state = state
	}
	return err
}

// Name is the resource's own name.
func (r *Resource) Name() string {
	return LastName(r.ID)
}

// Region is the resource's location in its short form.
func (r *Resource) Region() string {
	location, _ := r.Body["location"].(string)
	return azure.ShortRegion(location)
}

// Properties is the part of the body that is particular to the type.
func (r *Resource) Properties() Body {
	return Properties(r.Body)
}

// ProvisioningState is the one in the body, such as [Succeeded].
func (r *Resource) ProvisioningState() string {
	state, _ := r.Properties()["provisioningState"].(string)
	return state
}

// Works reports whether the resource exists in full, not only as a request.
func (r *Resource) Works() bool {
	failed := r.ProvisioningState() == Failed && !r.Operates
	return !r.Ready.IsZero() && !failed && r.ProvisioningState() != Deleting
}

// GUID derives a GUID that is the same in every run of the same requests, and differs between a resource and
// its successor of the same name.
func (r *Resource) GUID(purpose string) string {
	seed := Key(r.ID) + "|" + r.Created.Format(time.RFC3339Nano) + "|" + purpose
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(seed)).String()
}

// Find is the resource with the id, nil if there is none of that type. The empty type means any.
func (e *Engine) Find(resourceType, id string) *Resource {
	res := e.resources[Key(id)]
	if res == nil || (resourceType != "" && res.Type != resourceType) {
		return nil
	}
	return res
}

// Select lists the resources that the function picks, in the order of their creation.
func (e *Engine) Select(picks func(*Resource) bool) []*Resource {
	var found []*Resource
	for _, entry := range e.index {
		if picks(entry.res) {
			found = append(found, entry.res)
		}
	}
	return found
}

// All lists the resources in the order of their creation.
func (e *Engine) All() []*Resource {
	return e.Select(func(*Resource) bool { return true })
}

// OfType lists the resources of one type in the order of their creation.
func (e *Engine) OfType(resourceType string) []*Resource {
	return e.Select(func(res *Resource) bool { return res.Type == resourceType })
}

// Children lists the resources of a type whose ids lie under the id, in the order of their creation. The
// empty type means any.
func (e *Engine) Children(id, resourceType string) []*Resource {
	var found []*Resource
	prefix := Key(id) + "/"
	for _, entry := range e.index {
		if (resourceType == "" || entry.res.Type == resourceType) && strings.HasPrefix(entry.key, prefix) {
			found = append(found, entry.res)
		}
	}
	return found
}

// NewImplicit is a resource that comes and goes with its owner. It exists once it is kept.
func (e *Engine) NewImplicit(id, resourceType string, owner *Resource, body Body) *Resource {
	return &Resource{
		ID: id, Type: resourceType, Body: body, Created: e.now, Ready: e.now, Seq: e.next(), Implicit: true,
		Owner: owner.ID,
	}
}

// Keep stores the resource and marks it for the journal. Every change of a resource ends with it: what was
// changed is read as it was until then.
func (e *Engine) Keep(res *Resource) {
	key := Key(res.ID)
	if old := e.resources[key]; old != nil && old.Seq != res.Seq {
		e.index.remove(old)
	}
	res.kept, res.model = true, nil
	e.resources[key] = res
	e.index.put(key, res)
	e.change.keep(res)
}

// Drop forgets the resource alone, without what is in it and what follows from its end.
func (e *Engine) Drop(res *Resource) {
	key := Key(res.ID)
	if old := e.resources[key]; old != nil {
		e.index.remove(old)
	}
	delete(e.resources, key)
	e.change.drop(res)
}
