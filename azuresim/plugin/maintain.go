package plugin

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// propertiesKey is what bodies keep the properties of a type under.
const propertiesKey = "properties"

// maintained are the properties whose items can be resources of their own, such as a network's subnets. In
// bodies they are below "properties", in inputs and outputs too where azure-native keeps that object.
func (r resourceType) maintained() []string {
	typ := r.native.Inputs
	if r.Nested && typ.Properties[propertiesKey] != nil {
		typ = typ.Properties[propertiesKey].Type
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(typ.Properties)) {
		if typ.Properties[name].Maintained {
			names = append(names, name)
		}
	}
	return names
}

// initialize has a new resource say that it has no items, where the program says nothing
// (SetUnsetSubresourcePropertiesToDefaults in crud.go): some services demand that.
func (r resourceType) initialize(body map[string]any) {
	for _, name := range r.unset(body) {
		propertiesOf(body)[name] = []any{}
	}
}

// maintain has an update repeat the items that Azure has, where the program says nothing: without them, the
// PUT would remove them (MaintainSubResourcePropertiesIfNotSet in crud.go).
func (p *provider) maintain(ctx context.Context, typ resourceType, id string, body map[string]any) error {
	unset := typ.unset(body)
	if len(unset) == 0 {
		return nil
	}
	now, err := p.arm.get(ctx, id, typ.APIVersion)
	if err != nil {
		return fmt.Errorf("failed maintaining unset sub-resource properties: reading cloud state: %w", err)
	}
	for _, name := range unset {
		if items, exists := propertiesOf(now)[name]; exists {
			propertiesOf(body)[name] = items
		}
	}
	return nil
}

// unset are the maintained properties that a body does not have.
func (r resourceType) unset(body map[string]any) []string {
	return slices.DeleteFunc(r.maintained(), func(name string) bool {
		_, set := propertiesOf(body)[name]
		return set
	})
}

// propertiesOf is the object below "properties", which the body gets where it has none.
func propertiesOf(body map[string]any) map[string]any {
	properties, ok := body[propertiesKey].(map[string]any)
	if !ok {
		properties = map[string]any{}
		body[propertiesKey] = properties
	}
	return properties
}

// withoutMaintained leaves out of outputs what the inputs do not list inline, so that a refresh does not take
// resources of their own for drift (removeUnsetSubResourceProperties in provider.go).
func (r resourceType) withoutMaintained(outputs, inputs resource.PropertyMap) resource.PropertyMap {
	kept := outputs.Copy()
	if r.Nested && kept[propertiesKey].IsObject() {
		inner := resource.PropertyMap{}
		if inputs[propertiesKey].IsObject() {
			inner = inputs[propertiesKey].ObjectValue()
		}
		inner = withoutUnlisted(kept[propertiesKey].ObjectValue(), inner, r.maintained())
		kept[propertiesKey] = resource.NewObjectProperty(inner)
		return kept
	}
	return withoutUnlisted(kept, inputs, r.maintained())
}

func withoutUnlisted(outputs, inputs resource.PropertyMap, names []string) resource.PropertyMap {
	kept := outputs.Copy()
	for _, name := range names {
		if key := resource.PropertyKey(name); !inputs.HasValue(key) {
			delete(kept, key)
		}
	}
	return kept
}
