package ruletest

import (
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/asset"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/rule"
)

// Odd is a value of each type that a property can have, and some that no property should have.
func Odd() []property.Value {
	file, err := asset.FromText("text")
	if err != nil {
		panic(err) // A constant text makes an asset.
	}
	return []property.Value{
		{},
		property.New(property.Computed), property.New(true), property.New(-1.5), property.New(""),
		property.New("\x00/subscriptions//:@"), property.New([]property.Value{{}}),
		property.New([]property.Value{property.New(property.Computed), property.New(7.0)}),
		property.New(map[string]property.Value{}),
		property.New(map[string]property.Value{"": property.New(property.Computed)}),
		property.New(file), property.New(property.ResourceReference{URN: "urn:pulumi:a::b::c:d:e::f"}),
		property.New("[secret]").WithSecret(true), property.New(property.Computed).WithSecret(true),
	}
}

// raw is a resource's properties as Pulumi has them.
func raw(r *rule.Resource) property.Value { return r.Properties.Raw() }

// set puts the value in the place of the finding's property, and makes what has to be around it.
func set(resources []*rule.Resource, at rule.Finding, value property.Value) {
	edit(resources, at, func(property.Value) (property.Value, bool) { return value, true })
}

// remove takes the finding's property away.
func remove(resources []*rule.Resource, at rule.Finding) {
	edit(resources, at, func(property.Value) (property.Value, bool) { return property.Value{}, false })
}

type change func(property.Value) (changed property.Value, keep bool)

func edit(resources []*rule.Resource, at rule.Finding, do change) {
	for _, r := range resources {
		if r.URN == at.Resource.URN {
			changed, _ := along(raw(r), split(at.Property), do)
			r.Properties = rule.NewValue("", changed)
		}
	}
}

// along applies the change at the end of the path.
func along(in property.Value, path []string, do change) (property.Value, bool) {
	if len(path) == 0 {
		return do(in)
	}
	if index, err := strconv.Atoi(path[0]); err == nil && in.IsArray() {
		return alongList(in, index, path[1:], do), true
	}
	object := map[string]property.Value{}
	if in.IsMap() {
		object = in.AsMap().AsMap()
	}
	if changed, keep := along(object[path[0]], path[1:], do); keep {
		object[path[0]] = changed
	} else {
		delete(object, path[0])
	}
	return property.New(object).WithSecret(in.Secret()), true
}

// alongList changes an element. One that is taken away leaves a null, so that the others keep their places.
func alongList(in property.Value, index int, path []string, do change) property.Value {
	list := in.AsArray().AsSlice()
	if index < len(list) {
		list[index], _ = along(list[index], path, do)
	}
	return property.New(list).WithSecret(in.Secret())
}

// split turns "registries[0].server" into its steps.
func split(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(strings.NewReplacer("[", ".", "]", "").Replace(path), ".")
}

// lookup is the value at a path of a finding.
func lookup(v rule.Value, path string) (rule.Value, bool) {
	for _, step := range split(path) {
		if index, err := strconv.Atoi(step); err == nil {
			items, known := v.Items()
			if known != rule.Yes || index >= len(items) {
				return rule.Value{}, false
			}
			v = items[index]
			continue
		}
		v = v.At(step)
	}
	return v, true
}
