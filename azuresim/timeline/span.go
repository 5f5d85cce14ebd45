package timeline

import (
	"slices"
	"strings"
	"sync"
	"time"

	"private-acr/azuresim/world"
)

// Span is an operation of Azure, or something that Azure does by itself, such as honouring a grant.
type Span struct {
	// Name says what it is to a reader: "create acrmyapp/japaneast".
	Name string
	// Start and End are in Azure's time, from the beginning of the recording.
	Start, End time.Duration
	// Waits says that nobody does anything: Azure lets time pass.
	Waits bool

	operation world.Operation
	body      world.Body
	// after are the indices of the spans that it has to wait for, all of them smaller than its own.
	after []int
}

// Takes is how long the span lasts.
func (s Span) Takes() time.Duration { return s.End - s.Start }

// Recorder keeps what a world does.
type Recorder struct {
	world *world.World
	began time.Time

	mu         sync.Mutex
	operations []world.Operation
}

// Record begins now.
func Record(w *world.World) *Recorder {
	r := &Recorder{world: w, began: w.Now()}
	w.Observe(func(op world.Operation) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.operations = append(r.operations, op)
	})
	return r
}

// Timeline ends the recording. What Azure is still busy with by itself is left out.
func (r *Recorder) Timeline() Timeline {
	r.world.Observe(nil)
	t := Timeline{Took: r.world.Now().Sub(r.began)}
	slices.SortStableFunc(r.operations, func(a, b world.Operation) int {
		return a.Started.Compare(b.Started)
	})
	for _, op := range r.operations {
		body, _ := r.world.Get(op.ResourceID) // What is gone names nothing any more.
		t.Spans = append(t.Spans, Span{
			Name: name(op), Start: op.Started.Sub(r.began), End: op.Ends.Sub(r.began),
			Waits: waits(op.Verb), operation: op, body: body,
		})
	}
	for i := range t.Spans {
		t.Spans[i].after = t.before(i)
	}
	return t
}

// The operations that Azure does by itself, by their jobs' names.
const (
	offer     = "offer"
	propagate = "propagate"
)

// importImage is the action that brings an image into a registry.
const importImage = "importImage"

func waits(verb string) bool { return verb == offer || verb == propagate }

// name is the verb with the last words of the id, "create privateEndpoints/pe-acr".
func name(op world.Operation) string {
	words := strings.Split(op.ResourceID, "/")
	return op.Verb + " " + strings.Join(words[max(0, len(words)-2):], "/")
}

// before are the spans before the one with the index that it has to wait for.
func (t Timeline) before(i int) []int {
	var list []int
	for j := range i {
		if needs(t.Spans[i], t.Spans[j]) {
			list = append(list, j)
		}
	}
	return list
}
