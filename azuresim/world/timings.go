package world

import (
	"slices"
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/containerregistry"
)

// Timing is how long something takes in Azure, for a reader.
type Timing struct {
	// What is a resource type, or what becomes of a resource.
	What string
	// Create, Update and Remove are Azure's time; zero means at once, or that there is no such operation.
	Create, Update, Remove time.Duration
	// Source says where the figures come from.
	Source string
}

// Timings lists how long things take, by default, in order of what takes the time.
func Timings() []Timing {
	timings := []Timing{
		{
			What: "data endpoint, after its registry or replica is ready", Create: DefaultDataGroupDelay,
			Source: "assumed: the one report of late groups gives no figure",
		},
		{
			What:   "image at a replica, after it is at home",
			Create: containerregistry.DefaultReplicationDelay,
			Source: "assumed: Azure documents that replicas are consistent eventually",
		},
		{What: "image import", Create: containerregistry.ImportTakes, Source: "assumed"},
		{
			What:   "role assignment, until it works, and when deleted until it no longer does",
			Create: DefaultGrantDelay, Remove: DefaultGrantDelay,
			Source: "30 to 120 s typically; Azure documents up to 10 min (container-registry FAQ)",
		},
		{
			What: "password of a registry's token, until it works", Create: DefaultPasswordDelay,
			Source: "Azure docs: container-registry-token-based-repository-permissions",
		},
	}
	for _, t := range Types() {
		if takes := t.Takes; takes.Source != "" {
			timings = append(timings, Timing{
				t.Row.ARM, takes.Create, takes.Update, takes.Delete, takes.Source,
			})
		}
	}
	slices.SortFunc(timings, func(a, b Timing) int { return strings.Compare(a.What, b.What) })
	return timings
}

// Types are all types that a world knows, in the order of their names.
func Types() []engine.Type {
	w := &World{engine: engine.New(engine.Options{})}
	w.compose()
	types := w.engine.Types()
	slices.SortFunc(types, func(a, b engine.Type) int { return strings.Compare(a.Row.ARM, b.Row.ARM) })
	return types
}
