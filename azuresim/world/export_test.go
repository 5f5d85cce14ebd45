package world

import (
	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
)

// Engine is what a test looks behind a world.
func (w *World) Engine() *engine.Engine { return w.engine }

// Puller is what pulls in a world.
func (w *World) Puller() *pull.Puller { return w.puller }
