package schema

import (
	"reflect"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// fill fills in what is left out, from the outside to the inside: what a spec says may make the specs in it.
func (r resolver) fill(value reflect.Value, name string) {
	fields := Fields(value.Type())
	for _, f := range fields {
		if _, excluded := excluding(f, fields, value); !excluded {
			f.fill(value.Field(f.index), name)
		}
	}
	if completed, is := value.Addr().Interface().(spec.Completed); is {
		completed.Complete()
	}
	for _, f := range fields {
		r.fillInside(value.Field(f.index), name)
	}
}

// excluding is the value of the field without which alone the other one may be given, and whether there is
// one.
func excluding(f Field, fields []Field, in reflect.Value) (Field, bool) {
	for _, other := range fields {
		if other.Key == f.Without && !in.Field(other.index).IsZero() {
			return other, true
		}
	}
	return Field{}, false
}

// fillInside fills in the specs within a value.
func (r resolver) fillInside(value reflect.Value, name string) {
	switch t := value.Type(); {
	case t == inputType || value.IsZero() && t.Kind() != reflect.Struct:
	case t.Kind() == reflect.Pointer:
		r.fillInside(value.Elem(), name)
	case t.Kind() == reflect.Struct:
		r.fill(value, name)
	case t.Kind() == reflect.Slice:
		for i := range value.Len() {
			r.fillInside(value.Index(i), name)
		}
	case t.Kind() == reflect.Map:
		eachValue(value, func(key string, inner reflect.Value) { r.fillInside(inner, extend(name, key)) })
	}
}

// extend is the name that those of an entry's resources are made of. Without a name there is none.
func extend(name, key string) string {
	if name == "" || Violates("key", key) != nil {
		return ""
	}
	return name + "-" + key
}

// eachValue calls f for a copy of each value of a map, in the order of the keys, and puts the copies back.
func eachValue(of reflect.Value, f func(key string, inner reflect.Value)) {
	for _, key := range sortedKeys(of) {
		inner := reflect.New(of.Type().Elem()).Elem()
		inner.Set(of.MapIndex(key))
		f(key.String(), inner)
		of.SetMapIndex(key, inner)
	}
}

func sortedKeys(of reflect.Value) []reflect.Value {
	keys := of.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return keys
}

// placeholder stands, in a derived default, for the name of the workload or the component.
const placeholder = "<name>"

// fill gives a field that is left out its default.
func (f Field) fill(value reflect.Value, name string) {
	switch {
	case !value.IsZero():
	case f.Default != nil:
		set(value, reflect.ValueOf(f.Default))
	case strings.Contains(f.Derived, placeholder) && name != "" && !strings.Contains(f.Derived, " "):
		value.SetString(f.fit(strings.ReplaceAll(f.Derived, placeholder, name)))
	}
}

// set stores a default, in a pointer where the field is one.
func set(value, standard reflect.Value) {
	if value.Kind() == reflect.Pointer {
		value.Set(reflect.New(value.Type().Elem()))
		value = value.Elem()
	}
	if value.Type() == inputType {
		standard = reflect.ValueOf(pulumi.String(standard.String()))
	}
	value.Set(standard.Convert(value.Type()))
}

// fit shortens a name that was made, where Azure's rule asks for it.
func (f Field) fit(name string) string {
	for _, rule := range f.Rules {
		if rule.Kind != "" {
			return azure.FitName(rule.Kind, name)
		}
	}
	return name
}
