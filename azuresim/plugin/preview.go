package plugin

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/azuresim/plugin/schema"
)

// stable are the outputs that azure-native carries over into the preview of an update, because no update
// changes them.
var stable = []resource.PropertyKey{"name", "location"}

// previewCreate tells what will be known of a new resource: the outputs that are inputs too; everything else
// Azure will say. Inputs that are no outputs, such as resourceGroupName, are not among it.
func (r resourceType) previewCreate(inputs resource.PropertyMap) resource.PropertyMap {
	return preview(r.native.Outputs, inputs)
}

// previewUpdate is the same for an update, with what is stable. Whatever else Azure has said before, the id
// among it, is not known any more (convert/previewOutputs.go and Update in provider.go).
func (r resourceType) previewUpdate(inputs, old resource.PropertyMap) resource.PropertyMap {
	outputs := preview(r.native.Outputs, inputs)
	for _, key := range stable {
		if value, known := old[key]; known {
			outputs[key] = value
		}
	}
	return outputs
}

// preview fills in what the inputs of a type do not say as not known yet.
func preview(outputs *schema.Type, inputs resource.PropertyMap) resource.PropertyMap {
	known := make(resource.PropertyMap, len(outputs.Properties))
	for name, property := range outputs.Properties {
		key := resource.PropertyKey(name)
		known[key] = previewValue(&property.Value, inputs[key])
	}
	return known
}

// previewValue is an input as an output. It is not known where the two are of different kinds, such as a list
// of identities, which becomes a map with read-only values.
func previewValue(output *schema.Value, input resource.PropertyValue) resource.PropertyValue {
	switch {
	case output.Kind == schema.Array && input.IsArray():
		items := make([]resource.PropertyValue, len(input.ArrayValue()))
		for i, item := range input.ArrayValue() {
			items[i] = previewValue(output.Items, item)
		}
		return resource.NewArrayProperty(items)
	case output.Kind == schema.Object && input.IsObject():
		return resource.NewObjectProperty(preview(output.Type, input.ObjectValue()))
	case output.Kind == schema.Map && input.IsObject():
		entries := make(resource.PropertyMap, len(input.ObjectValue()))
		for key, entry := range input.ObjectValue() {
			entries[key] = previewValue(output.Items, entry)
		}
		return resource.NewObjectProperty(entries)
	case given(input) && isScalar(output.Kind, input):
		return input
	default:
		return resource.MakeComputed(resource.NewStringProperty(""))
	}
}

// isScalar tells whether an input is of an output's simple kind. Of an untyped output it may be of any.
func isScalar(kind schema.Kind, input resource.PropertyValue) bool {
	switch kind {
	case schema.Boolean:
		return input.IsBool()
	case schema.Integer, schema.Number:
		return input.IsNumber()
	case schema.String:
		return input.IsString()
	default:
		return kind == schema.Any
	}
}
