package plugin

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/azuresim/armschema"
	"private-acr/internal/catalog"
)

// previewCreate tells what will be known of a new resource: its inputs, and that Azure will say the rest.
func (r resourceType) previewCreate(inputs resource.PropertyMap) resource.PropertyMap {
	outputs := previewModel(r.schema.OutputShapes(), inputs, nil)
	delete(outputs, "id") // the engine's own affair
	return outputs
}

// previewUpdate tells what will be known of an updated resource: its new inputs and, for what the program
// does not say, what Azure said last.
func (r resourceType) previewUpdate(inputs, old resource.PropertyMap) resource.PropertyMap {
	outputs := previewModel(r.schema.OutputShapes(), inputs, old)
	for key, value := range old {
		if _, known := outputs[key]; !known {
			outputs[key] = value
		}
	}
	return outputs
}

// previewModel fills in what the inputs of a model do not say: from the old outputs, if there are any, else
// as not known yet.
func previewModel(
	shapes map[string]*armschema.Shape, inputs, old resource.PropertyMap,
) resource.PropertyMap {
	outputs := inputs.Copy()
	for name, shape := range shapes {
		key := resource.PropertyKey(name)
		before, existed := old[key]
		switch value, set := inputs[key]; {
		case set:
			outputs[key] = previewValue(shape, value, before)
		case existed:
			outputs[key] = before
		case old == nil:
			outputs[key] = resource.MakeComputed(resource.NewStringProperty(""))
		}
	}
	return outputs
}

func previewValue(shape *armschema.Shape, value, old resource.PropertyValue) resource.PropertyValue {
	switch {
	case value.IsObject() && !shape.IsMap():
		return previewObject(shape, value.ObjectValue(), old)
	case value.IsArray() && shape.IsMap():
		// A set of identities: a list in the inputs, a map with read-only values in the outputs.
		if old.IsObject() && sameSet(value.ArrayValue(), old.ObjectValue()) {
			return old
		}
		return resource.MakeComputed(resource.NewStringProperty(""))
	case value.IsArray() && shape.Element() != nil:
		items := make([]resource.PropertyValue, len(value.ArrayValue()))
		for i, item := range value.ArrayValue() {
			items[i] = previewValue(shape.Element(), item, counterpart(item, i, old))
		}
		return resource.NewArrayProperty(items)
	default:
		return value
	}
}

func previewObject(
	shape *armschema.Shape, value resource.PropertyMap, old resource.PropertyValue,
) resource.PropertyValue {
	var before resource.PropertyMap
	if old.IsObject() {
		before = old.ObjectValue()
	}
	return resource.NewObjectProperty(previewModel(shape.Outputs(), value, before))
}

// counterpart finds, in an old list, the item that a new item replaces: the one of the same name, else the
// one of the same index.
func counterpart(item resource.PropertyValue, index int, old resource.PropertyValue) resource.PropertyValue {
	if !old.IsArray() {
		return resource.PropertyValue{}
	}
	if name, ok := nameOf(item); ok {
		for _, candidate := range old.ArrayValue() {
			if known, ok := nameOf(candidate); ok && known == name {
				return candidate
			}
		}
		return resource.PropertyValue{}
	}
	if index < len(old.ArrayValue()) {
		return old.ArrayValue()[index]
	}
	return resource.PropertyValue{}
}

func nameOf(value resource.PropertyValue) (string, bool) {
	if !value.IsObject() {
		return "", false
	}
	return catalog.Text(value.ObjectValue()["name"])
}

// sameSet tells whether a list names exactly the keys of a map.
func sameSet(names []resource.PropertyValue, entries resource.PropertyMap) bool {
	for _, name := range names {
		text, ok := catalog.Text(name)
		if _, found := entries[resource.PropertyKey(text)]; !ok || !found {
			return false
		}
	}
	return len(names) == len(entries)
}
