package plugin

import (
	"private-acr/azuresim/armschema"
	"private-acr/internal/catalog"
)

// resourceType is a row of the catalogue with the shape of its body.
type resourceType struct {
	catalog.Type
	schema armschema.Model
}

// lookup finds the type of a resource token, if the catalogue has a model for it.
func lookup(token string) (resourceType, bool) {
	row, _ := catalog.ByToken(token)
	schema, ok := armschema.For(row.ARM)
	return resourceType{row, schema}, ok
}
