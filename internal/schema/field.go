package schema

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// Field is one declared field of a spec.
type Field struct {
	// Key is what users write.
	Key string
	// Description says what it means.
	Description string
	// Default is what it is when left out; nil where it has none or follows from other values.
	Default any
	// Derived is the default in words, where it follows from other values.
	Derived string
	// Without is the key of another field that it must not be given together with.
	Without string
	// Required says that it has to be given.
	Required bool
	// Deployment says that it is no setting.
	Deployment bool
	// Rules hold for the value, or for each item of a list and each value of a map; KeyRules for a map's
	// keys.
	Rules, KeyRules []Rule
	// Type is the field's Go type.
	Type reflect.Type

	index int
}

// Form is what a type is in configuration.
type Form string

// The forms, in the words of JSON Schema.
const (
	FormText    Form = "string"
	FormInteger Form = "integer"
	FormNumber  Form = "number"
	FormBoolean Form = "boolean"
	FormList    Form = "array"
	FormMap     Form = "map"
	FormObject  Form = "object"
)

var inputType = reflect.TypeFor[pulumi.StringInput]()

// FormOf is the form of a Go type.
func FormOf(t reflect.Type) Form {
	switch {
	case t == inputType:
		return FormText
	case t.Kind() == reflect.Pointer:
		return FormOf(t.Elem())
	}
	switch t.Kind() { //nolint:exhaustive // What no spec has is refused below.
	case reflect.String:
		return FormText
	case reflect.Int:
		return FormInteger
	case reflect.Float64:
		return FormNumber
	case reflect.Bool:
		return FormBoolean
	case reflect.Slice:
		return FormList
	case reflect.Map:
		return FormMap
	case reflect.Struct:
		return FormObject
	}
	panic(fmt.Sprintf("spec: a field of type %s can be neither decoded nor checked", t))
}

// structOf is the struct behind a pointer.
func structOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

var known sync.Map

// Fields lists the fields of a spec, a struct or a pointer to one, in the order of their declaration.
func Fields(t reflect.Type) []Field {
	t = structOf(t)
	if found, is := known.Load(t); is {
		return found.([]Field) //nolint:forcetypeassert // Stored below.
	}
	fields := declared(t)
	annotate(t, fields)
	known.Store(t, fields)
	return fields
}

func declared(t reflect.Type) []Field {
	var fields []Field
	for i := range t.NumField() {
		declaration := t.Field(i)
		key, option, _ := strings.Cut(declaration.Tag.Get("pulumi"), ",")
		if key == "" {
			panic(fmt.Sprintf("spec: field %s of %s has no pulumi tag", declaration.Name, t))
		}
		fields = append(fields, Field{
			Key: key, Required: option != "optional", Type: declaration.Type, index: i,
			Derived: declaration.Tag.Get("derived"), Deployment: declaration.Tag.Get("from") == "deployment",
			Without:  declaration.Tag.Get("without"),
			Rules:    parseRules(declaration.Tag.Get("rule"), elementOf(declaration.Type)),
			KeyRules: parseRules(declaration.Tag.Get("keys"), reflect.TypeFor[string]()),
		})
	}
	return fields
}

// elementOf is the type that rules are about.
func elementOf(t reflect.Type) reflect.Type {
	if form := FormOf(t); form == FormList || form == FormMap {
		return structOf(t).Elem()
	}
	return t
}

// annotator writes down what Annotate says, field by field, found by address.
type annotator struct {
	target reflect.Value
	fields []Field
}

var _ spec.Annotator = annotator{}

func annotate(t reflect.Type, fields []Field) {
	target := reflect.New(t)
	annotated, is := target.Interface().(spec.Annotated)
	if !is {
		panic(fmt.Sprintf("spec: %s has no Annotate", t))
	}
	annotated.Annotate(annotator{target.Elem(), fields})
}

// Describe notes the description.
func (a annotator) Describe(field any, description string) { a.find(field).Description = description }

// SetDefault notes the default.
func (a annotator) SetDefault(field, value any, _ ...string) { a.find(field).Default = value }

func (a annotator) find(address any) *Field {
	for i := range a.fields {
		if a.target.Field(a.fields[i].index).Addr().Interface() == address {
			return &a.fields[i]
		}
	}
	panic(fmt.Sprintf("spec: %s annotates what is no field of it", a.target.Type()))
}

// Of is the field's value in a spec.
func (f Field) Of(of reflect.Value) reflect.Value { return of.Field(f.index) }
