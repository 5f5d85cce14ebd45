package armschema_test

import (
	"testing"

	"private-acr/azuresim/armschema"
	"private-acr/azuresim/plugin/schema"
	"private-acr/internal/catalog"
)

// native is a row of the catalogue beside what azure-native's schema has for it.
type native struct {
	row   catalog.Type
	model armschema.Model
	// version is the schema's API version, not always the row's.
	version string
	// inputs and outputs are samples with every property that there can be.
	inputs, outputs map[string]any
}

// natives are the rows that the schema knows, in every version that it knows.
func natives(t *testing.T) []native {
	t.Helper()
	var all []native
	for _, known := range schema.All() {
		row, ok := catalog.ByToken(known.Token)
		if !ok {
			t.Fatalf("the schema has %s, the catalogue has not", known.Token)
		}
		model, _ := armschema.For(row.ARM)
		all = append(all, native{
			row: row, model: model, version: known.APIVersion,
			inputs: sampleOf(known.Inputs, 0), outputs: sampleOf(known.Outputs, 0),
		})
	}
	return all
}

// maxDepth bounds samples of types that refer to themselves.
const maxDepth = 7

// sampleOf builds a value with every property.
func sampleOf(typ *schema.Type, depth int) map[string]any {
	fields := make(map[string]any)
	if depth > maxDepth {
		return fields
	}
	for name, property := range typ.Properties {
		fields[name] = sample(&property.Value, depth+1)
	}
	return fields
}

func sample(value *schema.Value, depth int) any {
	switch value.Kind {
	case schema.Array:
		return []any{sample(value.Items, depth+1)}
	case schema.Map:
		return map[string]any{"key": sample(value.Items, depth+1)}
	case schema.Object:
		return sampleOf(value.Type, depth)
	case schema.Boolean:
		return true
	case schema.Integer, schema.Number:
		return 1.0
	default:
		return "text"
	}
}
