package engine

import (
	"encoding/json"
	"strings"
	"time"

	"private-acr/internal/catalog"
)

// Type is what the engine must be told of one type of resource. Functions that a type does not need are nil.
type Type struct {
	// Row says what the type is called, which names and locations its resources have, and the model of its
	// body.
	Row catalog.Type
	// NameCode is the code of refusing a name; empty if Accept looks at names itself.
	NameCode string
	// Stateless types show no provisioning state.
	Stateless bool
	// Extension types extend resources of others, and belong to no list of what lies in a group.
	Extension bool
	// Inherited says that what is on a scope is listed wherever it holds: on all that lies in the scope too.
	Inherited bool
	// Given are the bodies of those that Azure itself has, as they are seen from a scope; "" is the tenant.
	// They are listed and read beside those that somebody made.
	Given func(scope string) []Body
	// Etag says whether bodies have an etag.
	Etag Etag
	// Takes are the durations of its operations.
	Takes Durations
	// BusyCode is the code of refusing a write during an operation, "AnotherOperationInProgress" if empty.
	BusyCode string
	// CreatesWithOK says that a PUT which creates is answered with 200, not 201.
	CreatesWithOK bool
	// OmitsTags says that bodies have no tags where none were given; others have empty ones.
	OmitsTags bool
	// DisplaysLocation says that bodies have the region's display name, "Korea Central", whatever was given.
	DisplaysLocation bool
	// ReadOnly properties are Azure's to set: a request that names them is not refused, and not heard.
	ReadOnly []string
	// WriteOnly are the paths of values that are never shown, such as "properties.secrets.value", which leads
	// through every item of a list. They are kept as a Digest.
	WriteOnly []string
	// State is the StateOf what Azure knows of a resource and does not show; nil for nothing.
	State func([]byte) (any, error)

	// Missing is the refusal to read one that is not there, where a service has words of its own for that.
	Missing func(name string) *Error
	// Accept checks a request and completes its body, changing nothing else. What changes with the
	// acceptance it leaves to Request.Then.
	Accept func(*Request) error
	// Settle is what comes to be at the end of a create or update; its error is the operation's.
	Settle func(*Resource) error
	// View adds what other resources say to a body that is about to be shown.
	View func(*Resource, Body)
	// Refuse says why a resource cannot be deleted.
	Refuse func(*Resource) error
	// Removed is called when a resource is gone.
	Removed func(*Resource)

	// Actions are what can be done to, or asked of, a resource besides reading and writing it, by name.
	Actions map[string]Action
	// Parts are what can be done to, or asked of, a part of a resource that is no resource, by the part's
	// collection and the action: "containers/logs".
	Parts map[string]PartAction
	// Jobs are the operations that actions and Azure itself start, by name.
	Jobs map[string]Job

	// Example is a resource of the type, for the test that all types have to pass.
	Example Example
}

// Etag says whether bodies have an etag, and of which sort.
type Etag int

// The sorts of etags.
const (
	NoEtag Etag = iota
	WeakEtag
	StrongEtag
)

// Durations are how long a type's operations take, in Azure's time, and who says so. Zero means that the
// request itself does it.
type Durations struct {
	Create, Update, Delete time.Duration
	// Source says where the figures come from. Figures are medians of what people report; "assumed" ones have
	// no source and are set so that orders of magnitude are right.
	Source string
}

// Action does something to a resource, or answers a question about it in a Result's Body. The body of the
// request is nil if it has none.
type Action func(res *Resource, body Body) (Result, error)

// PartAction is an Action on the part of the name.
type PartAction func(res *Resource, part string, body Body) (Result, error)

// Job is an operation other than creating, updating and deleting a resource.
type Job struct {
	// Hidden jobs are Azure's own: no client asks about them, and no outcome is injected.
	Hidden bool
	// Finish does what the job is for, with the input that it was started with. Its error is the operation's.
	Finish func(res *Resource, input json.RawMessage) error
	// Result is the body that the job's success is answered with; nil if there is none. It is made anew each
	// time, so that what it holds is kept nowhere.
	Result func(res *Resource, input json.RawMessage) Body
}

// Example is a resource that Azure takes.
type Example struct {
	// Name is its own name.
	Name string
	// Body makes its body. The function that it is given tells the id of another type's example, which is
	// then there first.
	Body func(id func(catalog.Type) string) Body
	// On is the type whose example an extension extends.
	On catalog.Type
	// MadeBy is the type whose example brings this one along, for types that nobody can put.
	MadeBy catalog.Type
	// By is the action on that example that does, empty if its creation does.
	By string
}

// mark shows a provisioning state.
func (t Type) mark(res *Resource, state string) {
	if !t.Stateless {
		res.Properties()["provisioningState"] = state
	}
}

// Register adds types. It is called before Open.
func (e *Engine) Register(types ...Type) {
	for _, t := range types {
		e.types[strings.ToLower(t.Row.ARM)] = t
	}
}

// Types lists the registered types, in no order.
func (e *Engine) Types() []Type {
	all := make([]Type, 0, len(e.types))
	for _, t := range e.types {
		all = append(all, t)
	}
	return all
}

// Knows reports whether resources of the type, given in any case, mean something here.
func (e *Engine) Knows(resourceType string) bool {
	_, known := e.typeOf(resourceType)
	return known
}

func (e *Engine) typeOf(resourceType string) (Type, bool) {
	t, known := e.types[strings.ToLower(resourceType)]
	return t, known
}
