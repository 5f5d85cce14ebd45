package world

import "private-acr/azuresim/engine"

// Engine is what a test looks behind a world.
func (w *World) Engine() *engine.Engine { return w.engine }
