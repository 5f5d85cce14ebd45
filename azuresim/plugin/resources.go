package plugin

import (
	"private-acr/azuresim/armschema"
	"private-acr/internal/azurenative"
)

// resourceType is one of azure-native's types with the shape of its body.
type resourceType struct {
	azurenative.Type
	model armschema.Model
}

// lookup finds the type of a resource token.
func lookup(token string) (resourceType, bool) {
	found, ok := azurenative.Lookup(token)
	if !ok {
		return resourceType{}, false
	}
	model, ok := armschema.For(found.ARMType)
	return resourceType{found, model}, ok
}

// hasLocation tells whether the type's body has a location.
func (r resourceType) hasLocation() bool {
	return r.model.OutputShapes()["location"] != nil
}
