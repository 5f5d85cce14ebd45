package schema

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// Scope says whose spec is resolved.
type Scope int

const (
	// Component specs have everything, what only a deployment knows included.
	Component Scope = iota
	// Settings specs have what a stack's configuration can say.
	Settings
)

// Resolve fills in the defaults of a spec, given by its address, and notes everything that is wrong with it.
// Names that are left out are made of the name. The spec and all it holds are changed in place: see [Clone].
func Resolve(target any, name string, scope Scope, faults *spec.Faults) {
	r := resolver{scope: scope, faults: faults}
	value := reflect.ValueOf(target).Elem()
	r.fill(value, name)
	r.check(value, "")
}

type resolver struct {
	scope  Scope
	faults *spec.Faults
}

// fill fills in what is left out, from the outside to the inside: what a spec says may make the specs in it.
func (r resolver) fill(value reflect.Value, name string) {
	fields := Fields(value.Type())
	for _, f := range fields {
		f.fill(value.Field(f.index), name)
	}
	if completed, is := value.Addr().Interface().(spec.Completed); is {
		completed.Complete()
	}
	for _, f := range fields {
		r.fillInside(value.Field(f.index), name)
	}
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
		eachValue(value, func(key string, inner reflect.Value) { r.fillInside(inner, name+"-"+key) })
	}
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
			return azure.FitName(azure.NameKind(rule.Kind), name)
		}
	}
	return name
}

// check notes the faults of a spec: each field's, those of the specs in it, and those of several fields at once.
func (r resolver) check(value reflect.Value, path string) {
	for _, f := range Fields(value.Type()) {
		if r.scope == Component || !f.Deployment {
			r.checkField(f, value.Field(f.index), spec.Join(path, f.Key))
		}
	}
	if checked, is := value.Addr().Interface().(spec.Checked); is {
		checked.Check(r.faults.At(path))
	}
}

func (r resolver) checkField(f Field, value reflect.Value, path string) {
	switch {
	case !value.IsZero():
		r.checkValue(f, value, path)
	case f.Required && !r.faults.Whole(path):
	case f.Required:
		r.faults.Add(path, "is required", nil, "set it: "+lowerFirst(f.Description))
	case f.Type.Kind() == reflect.Struct:
		r.check(value, path)
	}
}

func (r resolver) checkValue(f Field, value reflect.Value, path string) {
	switch FormOf(value.Type()) {
	case FormObject:
		r.check(indirect(value), path)
	case FormList:
		for i := range value.Len() {
			r.checkElement(f, value.Index(i), spec.Item(path, i))
		}
	case FormMap:
		eachValue(value, func(key string, inner reflect.Value) {
			at := spec.Join(path, key)
			if _, violation := apply(f.KeyRules, key); violation != nil {
				r.faults.Add(at, violation.Rule, key, violation.Remedy)
			}
			r.checkElement(f, inner, at)
		})
	default:
		r.checkScalar(f.Rules, value, path)
	}
}

func (r resolver) checkElement(f Field, value reflect.Value, path string) {
	if form := FormOf(value.Type()); form == FormObject {
		r.check(indirect(value), path)
		return
	}
	r.checkScalar(f.Rules, value, path)
}

func indirect(value reflect.Value) reflect.Value {
	for value.Kind() == reflect.Pointer {
		value = value.Elem()
	}
	return value
}

// checkScalar checks a value that is known, brings it into its normal form, and has one that is not known yet
// checked when it is.
func (r resolver) checkScalar(rules []Rule, value reflect.Value, path string) {
	if len(rules) == 0 || !r.faults.OK(path) {
		return
	}
	value = indirect(value)
	if value.Type() == inputType {
		r.checkInput(rules, value, path)
		return
	}
	normal, violation := apply(rules, fmt.Sprint(value.Interface()))
	switch {
	case violation != nil:
		r.faults.Add(path, violation.Rule, value.Interface(), violation.Remedy)
	case value.Kind() == reflect.String:
		value.SetString(normal)
	}
}

func (r resolver) checkInput(rules []Rule, value reflect.Value, path string) {
	input, _ := value.Interface().(pulumi.StringInput)
	text, known := spec.Known(input)
	switch {
	case value.IsNil():
		r.faults.Add(path, "must be given", nil, "give it a value")
	case !known:
		value.Set(reflect.ValueOf(later(input, rules, path)))
	default:
		normal, violation := apply(rules, text)
		if violation != nil {
			r.faults.Add(path, violation.Rule, hide(input, text), violation.Remedy)
		}
		value.Set(reflect.ValueOf(like(input, normal)))
	}
}

// hide is the text as a fault takes it.
func hide(input pulumi.StringInput, text string) any {
	if spec.IsSecret(input) {
		return spec.Secret(text)
	}
	return text
}

// like is a text that is secret where the input is.
func like(input pulumi.StringInput, text string) pulumi.StringInput {
	if spec.IsSecret(input) {
		return spec.Secret(text)
	}
	return pulumi.String(text)
}

// later checks a value when it becomes known, and hands it on in its normal form. The words are those of a value that
// is known at once.
func later(input pulumi.StringInput, rules []Rule, path string) pulumi.StringOutput {
	output := input.ToStringOutput()
	return output.ApplyT(func(text string) (string, error) {
		normal, violation := apply(rules, text)
		if violation == nil {
			return normal, nil
		}
		faults := spec.Faults{}
		faults.Add(path, violation.Rule, hideOutput(output, text), violation.Remedy)
		return "", faults.List()[0]
	}).(pulumi.StringOutput)
}

// hideOutput is the text of an output that is there, as a fault takes it. Nothing is awaited: an Apply is told the text
// alone, and this is how to ask for more.
func hideOutput(output pulumi.StringOutput, text string) any {
	resolved, err := internals.UnsafeAwaitOutput(context.Background(), output)
	if err != nil || resolved.Secret {
		return spec.Secret(text)
	}
	return text
}

func lowerFirst(text string) string {
	if text == "" {
		return text
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// Clone is a copy of a spec that shares nothing but its Inputs with it.
func Clone[T any](source *T) *T {
	made := new(T)
	if source != nil {
		reflect.ValueOf(made).Elem().Set(clone(reflect.ValueOf(source).Elem()))
	}
	return made
}

func clone(value reflect.Value) reflect.Value {
	copied := reflect.New(value.Type()).Elem()
	copied.Set(value)
	switch t := value.Type(); {
	case value.IsZero() || t == inputType:
	case t.Kind() == reflect.Pointer:
		copied.Set(reflect.New(t.Elem()))
		copied.Elem().Set(clone(value.Elem()))
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			copied.Field(i).Set(clone(value.Field(i)))
		}
	case t.Kind() == reflect.Slice:
		copied.Set(reflect.MakeSlice(t, value.Len(), value.Len()))
		for i := range value.Len() {
			copied.Index(i).Set(clone(value.Index(i)))
		}
	case t.Kind() == reflect.Map:
		copied.Set(reflect.MakeMap(t))
		for _, key := range sortedKeys(value) {
			copied.SetMapIndex(key, clone(value.MapIndex(key)))
		}
	}
	return copied
}
