package plugin

import (
	"maps"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

const (
	// inputsKey is where the state keeps the inputs that made it.
	inputsKey = "__inputs"

	// apiVersionKey is the output that says by which API version a resource was read: PR #3982 of
	// azure-native.
	apiVersionKey = "azureApiVersion"

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

// request makes the body of a PUT from a resource's inputs: without what is in the URL or the plugin's own.
func (r resourceType) request(inputs resource.PropertyMap) map[string]any {
	flat := plainMap(inputs)
	for _, name := range r.Path.Parameters() {
		delete(flat, name)
	}
	maps.DeleteFunc(flat, func(key string, _ any) bool { return strings.HasPrefix(key, hiddenPrefix) })
	return r.body.Inputs(flat)
}

// outputs turns a body that Azure answered into what programs see: the properties that azure-native's schema
// has, without nulls.
func (r resourceType) outputs(body map[string]any) resource.PropertyMap {
	return resource.NewPropertyMapFromMap(r.native.Outputs.Select(r.body.Outputs(body)))
}

// writable is the part of outputs that can be inputs, as inputs have it. Those in the id are not among it:
// Azure does not answer them by their names.
func (r resourceType) writable(outputs resource.PropertyMap) resource.PropertyMap {
	flat := r.native.Inputs.Select(plainMap(outputs))
	for _, name := range r.Path.Parameters() {
		delete(flat, name)
	}
	return resource.NewPropertyMapFromMap(flat)
}

// checkpoint is the state that Pulumi keeps of a resource. In version 2, azure-native keeps the inputs in it.
func checkpoint(inputs, outputs resource.PropertyMap) resource.PropertyMap {
	state := outputs.Copy()
	state[inputsKey] = resource.MakeSecret(resource.NewObjectProperty(inputs))
	return state
}

// versioned is the checkpoint with the API version, which all but failed operations put there.
func (r resourceType) versioned(inputs, outputs resource.PropertyMap) resource.PropertyMap {
	state := checkpoint(inputs, outputs)
	state[apiVersionKey] = resource.NewStringProperty(r.APIVersion)
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
