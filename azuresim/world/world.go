package world

import (
	"sync"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/services/containerregistry"
)

// What callers of a World deal with, so that they need no other package.
type (
	// Body is a resource as Azure Resource Manager writes it.
	Body = engine.Body
	// Error is a refusal in Azure's words.
	Error = engine.Error
	// AdditionalInfo is one thing more that an error tells.
	AdditionalInfo = engine.AdditionalInfo
	// Result is what a write has led to so far.
	Result = engine.Result
	// Operation is something that Azure does for a while.
	Operation = engine.Operation
	// Outcome is what becomes of an operation in place of what would.
	Outcome = engine.Outcome
	// Clock tells Azure's time.
	Clock = engine.Clock
	// Pull is the trace of a consumer's attempt to pull an image.
	Pull = pull.Trace
	// PrivateLink says how registries offer their data endpoints over private link.
	PrivateLink = containerregistry.PrivateLink
)

// The ways of private link, and the states of an operation.
const (
	BothPrivateLink   = containerregistry.BothPrivateLink
	GroupPrivateLink  = containerregistry.GroupPrivateLink
	MemberPrivateLink = containerregistry.MemberPrivateLink

	StatusInProgress = engine.StatusInProgress
	StatusSucceeded  = engine.StatusSucceeded
	StatusFailed     = engine.StatusFailed
	StatusCanceled   = engine.StatusCanceled
)

// PrivateLinks lists the ways of private link, the default first.
func PrivateLinks() []PrivateLink { return containerregistry.PrivateLinks() }

// World is a simulated Azure. All methods may be called concurrently.
type World struct {
	mu         sync.Mutex
	options    Options
	engine     *engine.Engine
	registries *containerregistry.Service
	puller     *pull.Puller
	apps       *app.Service
}

// Open makes the world that the options describe, continuing the journal if there is one. The error says
// which option or which line of the journal is wrong.
func Open(options Options) (*World, error) {
	options, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	w := &World{options: options, engine: engine.New(options.engine())}
	w.compose()
	if err := w.engine.Open(); err != nil {
		return nil, err
	}
	return w, nil
}

// Close writes the time reached and releases the journal. The world must not be used afterwards.
func (w *World) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Close()
}

// Now is Azure's time. It never runs backwards, restarts included.
func (w *World) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.catchUp()
	return w.engine.Now()
}

// catchUp is for calls that cannot fail: the time is right even if writing it down is not possible, and the
// next change reports that.
func (w *World) catchUp() { _ = w.engine.Advance() }

// Scale is how many times as fast as ours Azure's time runs.
func (w *World) Scale() float64 { return w.options.Scale }

// Put creates or replaces the resource. Refusals are of type *Error.
func (w *World) Put(id string, body Body) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Put(id, body)
}

// Patch changes the resource by a JSON merge patch (RFC 7396). Refusals are of type *Error.
func (w *World) Patch(id string, patch Body) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Patch(id, patch)
}

// Get is the resource's body. The error is a 404 of Azure's when there is none.
func (w *World) Get(id string) (Body, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Get(id)
}

// List is the bodies of a collection: the children of a resource, or the resources of a type in a resource
// group or a whole subscription ("/subscriptions/.../providers/Microsoft.Network/virtualNetworks"). A
// collection ".../resources" holds everything that lies directly in its resource group or subscription.
func (w *World) List(collectionID string) ([]Body, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.List(collectionID)
}

// Delete removes the resource and everything in it. An id that nothing has is no error: Azure answers 204.
func (w *World) Delete(id string) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Delete(id)
}

// Act does an action, such as "importImage". Refusals are of type *Error.
func (w *World) Act(id, action string, body Body) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Act(id, action, body)
}

// Ask answers a read that is no resource's, such as "privateLinkResources", in a Result's Body. Refusals are
// of type *Error.
func (w *World) Ask(id, about string) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Ask(id, about)
}

// Answers reports whether a request is about no resource and answered all the same, by Call: whether a name
// is free, which resources were deleted.
func (w *World) Answers(method, path string) bool { return w.engine.Answers(method, path) }

// Call answers such a request in a Result's Body. Refusals are of type *Error.
func (w *World) Call(method, path string, body Body) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Call(method, path, body)
}

// Operation is the operation with the id; the error is a 404 of Azure's.
func (w *World) Operation(id string) (Operation, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.Operation(id)
}

// InjectOutcomes has every operation that a client can see asked about as it ends. The function is called
// with the world locked, so it must not call back. Nil ends the asking. Outcomes stay across restarts; the
// function itself is not kept.
func (w *World) InjectOutcomes(outcomeOf func(Operation) Outcome) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.engine.InjectOutcomes(outcomeOf)
}

// Observe has every operation told of as it ends, Azure's own among them, and each create and update that is
// done at once. The function is called with the world locked, so it must not call back. Nil ends the telling.
func (w *World) Observe(ended func(Operation)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.engine.Observe(ended)
}

// Knows reports whether the world has a meaning for resources of the type, given in any case.
func (w *World) Knows(resourceType string) bool { return w.engine.Knows(resourceType) }

// Count is the number of resources that somebody made: not the subnets in a virtual network's body, the
// network interfaces of private endpoints and the records of zone groups.
func (w *World) Count() int { return len(w.IDs()) }

// IDs are the ids of the resources that Count counts, in the order of their creation.
func (w *World) IDs() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.engine.IDs()
}

// Pulls are the traces of the latest pulls, the oldest first.
func (w *World) Pulls() []Pull {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.catchUp()
	return w.puller.Traces()
}

// Push stands for a push by somebody inside the network: it makes "repository:tag" exist in the registry.
func (w *World) Push(registryID, image string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.registries.Push(registryID, image)
}

// ScaleOut stands for load on a container app: its latest revision then has that many replicas, within what
// its scale allows. Each new one pulls.
func (w *World) ScaleOut(appID string, replicas int) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.apps.ScaleOut(appID, replicas)
}
