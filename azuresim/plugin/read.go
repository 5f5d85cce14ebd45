package plugin

import (
	"context"
	"fmt"
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// Read looks at a resource: for a refresh, or by its id alone for an import. A resource that is gone has no
// id.
func (p *provider) Read(ctx context.Context, request plugin.ReadRequest) (plugin.ReadResponse, error) {
	typ, err := typeOf(request.URN)
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	path, ok := typ.Path.Parse(string(request.ID))
	if !ok {
		return plugin.ReadResponse{}, fmt.Errorf("id %q is not that of a %s", request.ID, typ.ARM)
	}
	ctx, done := p.sessionOf(ctx).operation(ctx, 0) // azure-native does not heed a timeout here
	defer done()
	body, err := p.arm.get(ctx, string(request.ID), typ.APIVersion)
	if isNotFound(err) {
		return plugin.ReadResponse{}, nil
	}
	if err != nil {
		return plugin.ReadResponse{}, err
	}
	outputs := typ.outputs(body)
	inputs := typ.readInputs(request, path, outputs)
	return plugin.ReadResponse{ReadResult: plugin.ReadResult{
		ID: request.ID, Inputs: inputs, Outputs: typ.versioned(inputs, outputs),
	}}, nil
}

// readInputs are the inputs of a resource after a look at it (Read in provider.go): those of an import,
// which has none before, are all that Azure answers and a program could say; a refresh carries over what
// has changed in Azure since the state was written. A state without outputs, as a creation leaves it whose
// end nobody saw, makes all of that a change.
func (r resourceType) readInputs(
	request plugin.ReadRequest, path, outputs resource.PropertyMap,
) resource.PropertyMap {
	known := inputsOf(request.Inputs, request.State)
	if len(known) == 0 {
		return r.importedInputs(path, outputs)
	}
	before := r.writable(request.State)
	after := r.writable(r.withoutMaintained(outputs, known))
	return carryOver(known, before.Diff(after))
}

// importedInputs leaves out the id, which the engine would compare, and empty collections.
func (r resourceType) importedInputs(path, outputs resource.PropertyMap) resource.PropertyMap {
	inputs := withoutEmpty(r.writable(outputs))
	delete(inputs, "id")
	maps.Copy(inputs, path)
	return inputs
}

func withoutEmpty(object resource.PropertyMap) resource.PropertyMap {
	kept := make(resource.PropertyMap, len(object))
	for key, value := range object {
		if value, ok := filled(value); ok {
			kept[key] = value
		}
	}
	return kept
}

// filled is a value without its empty collections, and whether anything is left.
func filled(value resource.PropertyValue) (resource.PropertyValue, bool) {
	switch {
	case value.IsObject():
		object := withoutEmpty(value.ObjectValue())
		return resource.NewObjectProperty(object), len(object) > 0
	case value.IsArray():
		var items []resource.PropertyValue
		for _, item := range value.ArrayValue() {
			if item, ok := filled(item); ok {
				items = append(items, item)
			}
		}
		return resource.NewArrayProperty(items), len(items) > 0
	default:
		return value, true
	}
}

// carryOver changes inputs by what has changed between two answers of Azure (applyDiff in diff.go). The
// answers may say more than the inputs; only what differs between them counts.
func carryOver(inputs resource.PropertyMap, changes *resource.ObjectDiff) resource.PropertyMap {
	if changes == nil {
		return inputs
	}
	changed := inputs.Copy()
	for key := range changes.Deletes {
		delete(changed, key)
	}
	maps.Copy(changed, changes.Adds)
	for key, update := range changes.Updates {
		changed[key] = carryOverValue(inputs[key], update.Old, update.New)
	}
	return changed
}

func carryOverValue(input, old, now resource.PropertyValue) resource.PropertyValue {
	switch {
	case input.IsObject() && old.IsObject() && now.IsObject():
		changes := old.ObjectValue().Diff(now.ObjectValue())
		return resource.NewObjectProperty(carryOver(input.ObjectValue(), changes))
	case input.IsArray() && old.IsArray() && now.IsArray():
		items := make([]resource.PropertyValue, len(now.ArrayValue()))
		for i, item := range now.ArrayValue() {
			items[i] = item
			if i < len(input.ArrayValue()) && i < len(old.ArrayValue()) {
				items[i] = carryOverValue(input.ArrayValue()[i], old.ArrayValue()[i], item)
			}
		}
		return resource.NewArrayProperty(items)
	default:
		return now
	}
}
