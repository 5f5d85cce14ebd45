package plugin

import "github.com/pulumi/pulumi/sdk/v3/go/common/resource"

// projectMap reduces imported inputs to what a program's inputs speak of, so that comparing the two shows
// what the program wants otherwise, and nothing else.
func projectMap(imported, wanted resource.PropertyMap) resource.PropertyMap {
	projected := make(resource.PropertyMap, len(wanted))
	for key, want := range wanted {
		if have, ok := imported[key]; ok {
			projected[key] = project(have, want)
		}
	}
	return projected
}

func project(have, want resource.PropertyValue) resource.PropertyValue {
	switch {
	case have.IsObject() && want.IsObject():
		return resource.NewObjectProperty(projectMap(have.ObjectValue(), want.ObjectValue()))
	case have.IsArray() && want.IsArray() && len(have.ArrayValue()) == len(want.ArrayValue()):
		items := make([]resource.PropertyValue, len(want.ArrayValue()))
		for i, item := range want.ArrayValue() {
			items[i] = project(counterpart(item, i, have), item)
		}
		return resource.NewArrayProperty(items)
	case have.IsObject() && want.IsArray() && sameSet(want.ArrayValue(), have.ObjectValue()):
		return want
	default:
		return have
	}
}
