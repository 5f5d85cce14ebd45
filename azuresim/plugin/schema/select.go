package schema

import (
	"maps"
	"slices"
)

// Select returns what the type has of an object, at every depth, without nulls. A map where the type has a
// list of strings becomes the list of its keys, in order: so azure-native has sets of identities, whose
// values are read-only. The argument is not changed.
func (t *Type) Select(object map[string]any) map[string]any {
	selected := make(map[string]any, len(object))
	for name, property := range t.Properties {
		if value := object[name]; value != nil {
			selected[name] = property.pick(value)
		}
	}
	return selected
}

func (v *Value) pick(value any) any {
	switch typed := value.(type) {
	case []any:
		return v.pickItems(typed)
	case map[string]any:
		return v.pickEntries(typed)
	default:
		return value
	}
}

func (v *Value) pickItems(list []any) any {
	if v.Items == nil {
		return list
	}
	items := make([]any, 0, len(list))
	for _, item := range list {
		if item != nil {
			items = append(items, v.Items.pick(item))
		}
	}
	return items
}

func (v *Value) pickEntries(object map[string]any) any {
	switch v.Kind {
	case Object:
		return v.Type.Select(object)
	case Array:
		names := make([]any, 0, len(object))
		for _, name := range slices.Sorted(maps.Keys(object)) {
			names = append(names, name)
		}
		return names
	case Map:
		entries := make(map[string]any, len(object))
		for key, entry := range object {
			if entry != nil {
				entries[key] = v.Items.pick(entry)
			}
		}
		return entries
	default:
		return object
	}
}
