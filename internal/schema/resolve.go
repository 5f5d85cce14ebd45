package schema

import (
	"reflect"

	"private-acr/spec"
)

// Scope says whose spec is resolved.
type Scope int

const (
	// Component specs have everything, what only a deployment knows included.
	Component Scope = iota
	// Settings specs have what a stack's configuration can say.
	Settings
)

// Resolve fills in the defaults of a spec, given by its address, and notes everything that is wrong with it.
// Names that are left out are made of the name. The spec and all it holds are changed in place: see [Clone].
func Resolve(target any, name string, scope Scope, faults *spec.Faults) {
	r := resolver{scope: scope, faults: faults}
	value := reflect.ValueOf(target).Elem()
	r.fill(value, name)
	r.check(value, "")
}

type resolver struct {
	scope  Scope
	faults *spec.Faults
}
