package plugin

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

const (
	// inputsKey is where the state keeps the inputs that made it.
	inputsKey = "__inputs"

	// hiddenPrefix marks properties that are the plugin's business, not Azure's.
	hiddenPrefix = "__"
)

// plain turns a property into the value that JSON has for it, without marks of secrecy. Values that are not
// known, which only previews have, come out as nil.
func plain(value resource.PropertyValue) any {
	switch {
	case value.IsSecret():
		return plain(value.SecretValue().Element)
	case value.IsBool(), value.IsNumber(), value.IsString():
		return value.V
	case value.IsArray():
		items := make([]any, 0, len(value.ArrayValue()))
		for _, item := range value.ArrayValue() {
			items = append(items, plain(item))
		}
		return items
	case value.IsObject():
		return plainMap(value.ObjectValue())
	default:
		return nil
	}
}

// plainMap leaves out properties without value: to Pulumi, null is not given.
func plainMap(properties resource.PropertyMap) map[string]any {
	object := make(map[string]any, len(properties))
	for key, property := range properties {
		if value := plain(property); value != nil {
			object[string(key)] = value
		}
	}
	return object
}

// withoutNulls returns the JSON object without its nulls, at every depth, as azure-native's state has it.
func withoutNulls(value any) any {
	switch typed := value.(type) {
	case map[string]any:
		kept := make(map[string]any, len(typed))
		for key, item := range typed {
			if item != nil {
				kept[key] = withoutNulls(item)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(typed))
		for i, item := range typed {
			kept[i] = withoutNulls(item)
		}
		return kept
	}
	return value
}

// body makes the body of a PUT from a resource's inputs: without what is in the URL or the plugin's own.
func (r resourceType) body(inputs resource.PropertyMap) map[string]any {
	flat := plainMap(inputs)
	for _, name := range r.Path.Parameters() {
		delete(flat, name)
	}
	for key := range flat {
		if strings.HasPrefix(key, hiddenPrefix) {
			delete(flat, key)
		}
	}
	return r.schema.Inputs(flat)
}

// outputs turns a body that Azure answered into what programs see.
func (r resourceType) outputs(body map[string]any) resource.PropertyMap {
	kept, _ := withoutNulls(r.schema.Outputs(body)).(map[string]any)
	return resource.NewPropertyMapFromMap(kept)
}

// checkpoint is the state that Pulumi keeps of a resource.
func checkpoint(inputs, outputs resource.PropertyMap) resource.PropertyMap {
	state := outputs.Copy()
	state[inputsKey] = resource.MakeSecret(resource.NewObjectProperty(inputs))
	return state
}

// inputsOf returns the inputs that made a state: as the engine gives them, else those in the state.
func inputsOf(given, state resource.PropertyMap) resource.PropertyMap {
	if len(given) > 0 {
		return given
	}
	kept := state[inputsKey]
	for kept.IsSecret() {
		kept = kept.SecretValue().Element
	}
	if kept.IsObject() {
		return kept.ObjectValue()
	}
	return nil
}
