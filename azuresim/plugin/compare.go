package plugin

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"private-acr/azuresim/plugin/schema"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// resource compares all inputs: diff.go of azure-native. That a top-level property replaces the resource
// holds for its own appearance, change and disappearance, and for changes of values inside of it, but
// neither for what appears or disappears inside nor for the items of a list.
func (c *comparison) resource(typ resourceType) {
	for _, key := range keysOf(c.olds, c.news) {
		name, old, now := string(key), c.olds[key], c.news[key]
		if strings.HasPrefix(name, hiddenPrefix) || sameInput(name, old, now) {
			continue
		}
		replaced := typ.Replaces(name)
		within := replaced && (!old.IsArray() || !now.IsArray())
		c.value(name, propertyOf(typ.native.Inputs, name), old, now, within)
		if detail := c.details[name]; detail != nil && replaced {
			detail.Kind = replacing(detail.GetKind())
		}
	}
}

func keysOf(a, b resource.PropertyMap) []resource.PropertyKey {
	all := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(all)
	return slices.Compact(all)
}

// sameInput knows the two inputs whose spelling does not matter.
func sameInput(name string, old, now resource.PropertyValue) bool {
	before, known := catalog.Text(old)
	after, alsoKnown := catalog.Text(now)
	switch {
	case !known || !alsoKnown:
		return false
	case name == "location":
		return azure.SameRegion(before, after)
	default:
		return name == "resourceGroupName" && strings.EqualFold(before, after)
	}
}

func propertyOf(typ *schema.Type, name string) *schema.Property {
	if typ != nil && typ.Properties[name] != nil {
		return typ.Properties[name]
	}
	return &schema.Property{}
}

func (c *comparison) note(path string, kind pulumirpc.PropertyDiff_Kind) {
	c.details[path] = &pulumirpc.PropertyDiff{Kind: kind}
}

// value compares one value, of which either side may be missing. Within what replaces, a change does too.
func (c *comparison) value(
	path string, property *schema.Property, old, now resource.PropertyValue, within bool,
) {
	switch {
	case !old.HasValue() && !now.HasValue():
	case !old.HasValue():
		c.note(path, pulumirpc.PropertyDiff_ADD)
	case !now.HasValue():
		c.note(path, pulumirpc.PropertyDiff_DELETE)
	case old.IsObject() && now.IsObject():
		for _, key := range keysOf(old.ObjectValue(), now.ObjectValue()) {
			inner := propertyOf(property.Type, string(key))
			c.value(path+"."+string(key), inner, old.ObjectValue()[key], now.ObjectValue()[key], within)
		}
	case old.IsArray() && now.IsArray():
		c.array(path, property, old.ArrayValue(), now.ArrayValue(), within)
	case !old.DeepEquals(now) && within:
		c.note(path, pulumirpc.PropertyDiff_UPDATE_REPLACE)
	case !old.DeepEquals(now):
		c.note(path, pulumirpc.PropertyDiff_UPDATE)
	}
}

// array compares items by their keys, where the specification names any, and by their positions otherwise.
// What is new or changed stands where it is now, what is gone where it was.
func (c *comparison) array(
	path string, property *schema.Property, olds, news []resource.PropertyValue, within bool,
) {
	items := &schema.Property{}
	if property.Items != nil {
		items.Value = *property.Items
	}
	partner := pairs(property.ItemKeys(), olds, news)
	kept := map[int]bool{}
	for i, item := range news {
		before := resource.PropertyValue{}
		if j, ok := partner[i]; ok {
			before, kept[j] = olds[j], true
		}
		c.value(fmt.Sprintf("%s[%d]", path, i), items, before, item, within)
	}
	for j := range olds {
		if !kept[j] {
			c.note(fmt.Sprintf("%s[%d]", path, j), pulumirpc.PropertyDiff_DELETE)
		}
	}
}

// pairs finds, for new items, the places of the old ones that they are.
func pairs(keys []string, olds, news []resource.PropertyValue) map[int]int {
	found := map[int]int{}
	for i := range min(len(olds), len(news)) {
		found[i] = i
	}
	if len(keys) == 0 {
		return found
	}
	clear(found)
	places := map[string]int{}
	for j, item := range olds {
		places[identity(keys, item)] = j
	}
	for i, item := range news {
		if j, ok := places[identity(keys, item)]; ok {
			found[i] = j
		}
	}
	return found
}

func identity(keys []string, item resource.PropertyValue) string {
	if !item.IsObject() {
		return item.String()
	}
	var parts []string
	for _, key := range keys {
		parts = append(parts, item.ObjectValue()[resource.PropertyKey(key)].String())
	}
	return strings.Join(parts, "\x00")
}

// replacing is the kind of a change that replaces.
func replacing(kind pulumirpc.PropertyDiff_Kind) pulumirpc.PropertyDiff_Kind {
	switch kind {
	case pulumirpc.PropertyDiff_ADD:
		return pulumirpc.PropertyDiff_ADD_REPLACE
	case pulumirpc.PropertyDiff_DELETE:
		return pulumirpc.PropertyDiff_DELETE_REPLACE
	default:
		return pulumirpc.PropertyDiff_UPDATE_REPLACE
	}
}
