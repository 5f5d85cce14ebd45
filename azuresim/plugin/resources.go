package plugin

import (
	"private-acr/azuresim/armschema"
	"private-acr/azuresim/plugin/schema"
	"private-acr/internal/catalog"
)

// resourceType is a row of the catalogue with the shape of its body and azure-native's own view of it.
type resourceType struct {
	catalog.Type
	body   armschema.Model
	native *schema.Resource
}

// lookup finds the type of a resource token, if the catalogue has a model for it.
func lookup(token string) (resourceType, bool) {
	row, _ := catalog.ByToken(token)
	body, modelled := armschema.For(row.ARM)
	native, known := schema.For(row.Token, row.APIVersion)
	return resourceType{row, body, native}, modelled && known
}
