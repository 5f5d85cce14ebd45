package armschema

import (
	"reflect"
	"slices"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/internal/catalog"
)

// Model is the body of a resource type.
type Model struct {
	// Type is the type as Azure writes it, for example "Microsoft.Network/virtualNetworks".
	Type string

	// Shape is the shape of the body that Azure answers.
	Shape *Shape

	// Request is the shape of the body that a PUT takes: Shape, for nearly every type.
	Request *Shape

	// Nested tells that azure-native keeps "properties" as it is, in inputs and outputs.
	Nested bool
}

// Inputs turns azure-native's inputs into the body of a PUT.
func (m Model) Inputs(flat map[string]any) map[string]any {
	return m.Request.Nest(flat)
}

// Outputs turns the body that Azure answers into azure-native's outputs.
func (m Model) Outputs(body map[string]any) map[string]any {
	if m.Nested {
		return body
	}
	return m.Shape.Flatten(body)
}

// OutputShapes returns the properties that azure-native's outputs of the type may have, by name.
func (m Model) OutputShapes() map[string]*Shape {
	if m.Nested {
		return m.Shape.Properties()
	}
	return m.Shape.Outputs()
}

// renamed lists the properties that azure-native calls differently from the JSON body, by model: the API's
// specification gives them another client name (x-ms-client-name) that the SDK's models do not show.
var renamed = map[reflect.Type]map[string]string{
	reflect.TypeFor[armauthorization.RoleDefinitionProperties](): {"roleType": "type"},
	reflect.TypeFor[armcontainerregistry.IPRule]():               {"iPAddressOrRange": "value"},
}

// For returns the model of a resource type, whose letter case does not matter, and whether the catalogue has
// one.
func For(resourceType string) (Model, bool) {
	row, _ := catalog.ByARM(resourceType)
	if row.Model == nil {
		return Model{}, false
	}
	shape := Of(row.Model)
	if row.Preview != nil {
		shape = Both(row.Model, row.Preview)
	}
	model := Model{Type: row.ARM, Shape: shape, Request: shape, Nested: row.Nested}
	if row.Request != nil {
		model.Request = Of(row.Request)
	}
	return model, true
}

// Types returns the resource types that have a model, sorted.
func Types() []string {
	var types []string
	for _, row := range catalog.All() {
		if row.Model != nil {
			types = append(types, row.ARM)
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}
