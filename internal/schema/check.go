package schema

import (
	"fmt"
	"reflect"
	"strings"

	"private-acr/spec"
)

// check notes the faults of a spec: each field's, those of the specs in it, and those of several fields at
// once.
func (r resolver) check(value reflect.Value, path string) {
	fields := Fields(value.Type())
	for _, f := range fields {
		if r.scope == Settings && f.Deployment {
			continue
		}
		at := spec.Join(path, f.Key)
		r.checkField(f, value.Field(f.index), at)
		if other, excluded := excluding(f, fields, value); excluded && !value.Field(f.index).IsZero() {
			r.faults.Add(at, "must not be given together with "+other.Key+": one creates, the other adopts",
				value.Field(f.index).Interface(), "remove one of the two")
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
		r.faults.Add(path, "is required", nil, wanted(f))
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
	if !r.faults.OK(path) {
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

// wanted asks for a field, in the words of its description.
func wanted(f Field) string {
	text := strings.TrimSuffix(f.Description, ".")
	if len(text) > 1 && text[1:2] == strings.ToLower(text[1:2]) {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return "set it: " + text
}
