package plugin

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/azuresim/armschema"
)

// importedKey marks inputs that were made from what Azure answered. They contain Azure's defaults, which a
// program need not repeat: compared with a program's inputs, only what the program says counts.
const importedKey = hiddenPrefix + "imported"

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
	ctx, done := p.sessionOf(ctx).operation(ctx, request.Timeout)
	defer done()
	body, err := p.arm.get(ctx, string(request.ID), typ.APIVersion)
	if isNotFound(err) {
		return plugin.ReadResponse{}, nil
	}
	if err != nil {
		return plugin.ReadResponse{}, readable(err)
	}
	outputs := typ.outputs(body)
	inputs := typ.readInputs(request, path, outputs)
	return plugin.ReadResponse{ReadResult: plugin.ReadResult{
		ID: request.ID, Inputs: inputs, Outputs: checkpoint(inputs, outputs),
	}}, nil
}

func (r resourceType) readInputs(
	request plugin.ReadRequest, path, outputs resource.PropertyMap,
) resource.PropertyMap {
	known := inputsOf(request.Inputs, request.State)
	switch {
	case len(known) == 0:
		return r.importedInputs(path, outputs)
	case len(request.State) == 0:
		return known // nothing to compare with: what was asked for stands
	default:
		return r.refreshedInputs(known, request.State, outputs)
	}
}

// importedInputs makes inputs of an id and of what Azure answered. The SDK's models do not tell what is
// read-only, so all of it is taken but what no resource can set.
func (r resourceType) importedInputs(path, outputs resource.PropertyMap) resource.PropertyMap {
	inputs := outputs.Copy()
	for _, name := range []resource.PropertyKey{"id", "type", "etag", "systemData", "provisioningState"} {
		delete(inputs, name)
	}
	if r.schema.Shape.Properties()["name"] != nil {
		delete(inputs, "name")
	}
	maps.Copy(inputs, path)
	inputs[importedKey] = resource.NewBoolProperty(true)
	return inputs
}

// refreshedInputs carries over into the inputs what has changed in Azure since the state was written.
// Defaults that nobody asked for are not inputs, so only properties that the inputs have are looked at.
func (r resourceType) refreshedInputs(inputs, before, after resource.PropertyMap) resource.PropertyMap {
	return refreshModel(r.schema.OutputShapes(), inputs, before, after)
}

func refreshModel(
	shapes map[string]*armschema.Shape, inputs, before, after resource.PropertyMap,
) resource.PropertyMap {
	refreshed := make(resource.PropertyMap, len(inputs))
	for key, value := range inputs {
		if value, kept := refreshValue(shapes[string(key)], value, before[key], after[key]); kept {
			refreshed[key] = value
		}
	}
	return refreshed
}

func refreshValue(
	shape *armschema.Shape, input, before, after resource.PropertyValue,
) (value resource.PropertyValue, kept bool) {
	switch {
	case shape == nil, before.DeepEquals(after):
		return input, true
	case !given(after):
		return input, false
	case input.IsObject() && after.IsObject() && !shape.IsMap():
		earlier := resource.PropertyMap{}
		if before.IsObject() {
			earlier = before.ObjectValue()
		}
		fields := refreshModel(shape.Outputs(), input.ObjectValue(), earlier, after.ObjectValue())
		return resource.NewObjectProperty(fields), true
	case input.IsArray() && after.IsArray():
		return refreshList(shape, input, before, after), true
	case input.IsArray() && after.IsObject():
		return refreshSet(input, after), true
	default:
		return after, true
	}
}

// refreshList compares item by item while the items are the same ones; otherwise Azure's list stands.
func refreshList(shape *armschema.Shape, input, before, after resource.PropertyValue) resource.PropertyValue {
	items := input.ArrayValue()
	if len(items) != len(after.ArrayValue()) {
		return after
	}
	refreshed := make([]resource.PropertyValue, 0, len(items))
	for i, item := range items {
		now := counterpart(item, i, after)
		value, kept := refreshValue(shape.Element(), item, counterpart(item, i, before), now)
		if !kept {
			return after
		}
		refreshed = append(refreshed, value)
	}
	return resource.NewArrayProperty(refreshed)
}

// refreshSet keeps a list of identities unless Azure's map has other keys.
func refreshSet(input, after resource.PropertyValue) resource.PropertyValue {
	entries := after.ObjectValue()
	if sameSet(input.ArrayValue(), entries) {
		return input
	}
	var names []resource.PropertyValue
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		names = append(names, resource.NewStringProperty(string(key)))
	}
	return resource.NewArrayProperty(names)
}
