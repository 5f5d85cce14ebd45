package armschema

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"reflect"
	"strings"
	"sync"
	"time"
)

// jsonType is a type that JSON has, or an integer.
type jsonType int

const (
	jsonAny jsonType = iota
	jsonString
	jsonNumber
	jsonInteger
	jsonBool
	jsonArray
	jsonMap
	jsonObject
)

// envelopeKey is the property under which Resource Manager nests what is particular to a type.
const envelopeKey = "properties"

// Shape is what a JSON value of one Go type may look like. Shapes are immutable and safe for concurrent use.
type Shape struct {
	json jsonType
	typ  reflect.Type
	// also is the shape of the same value in another SDK, whose properties count too; nil for none.
	also *Shape

	// Models refer to each other in circles (a subnet has endpoints, which have subnets), so the fields of a
	// type are only looked up once somebody asks.
	once  sync.Once
	named map[string]*Shape
}

var shapes sync.Map // reflect.Type to *Shape

// Of returns the shape of the JSON of model, a struct of the Azure SDK for Go or a pointer to one.
func Of(model any) *Shape {
	return shapeOf(reflect.TypeOf(model))
}

// Both returns the shape of a value that may have what either model has. Where both have a property of
// different types, the first one's counts.
func Both(model, other any) *Shape {
	return Of(model).and(Of(other))
}

// and is the shape with the other's properties besides its own.
func (s *Shape) and(other *Shape) *Shape {
	if s == nil || other == nil || s.json != other.json {
		return cmp.Or(s, other)
	}
	return &Shape{json: s.json, typ: s.typ, also: other}
}

func shapeOf(t reflect.Type) *Shape {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	known, ok := shapes.Load(t)
	if !ok {
		known, _ = shapes.LoadOrStore(t, &Shape{json: jsonTypeOf(t), typ: t})
	}
	shape, _ := known.(*Shape) // nothing else is stored
	return shape
}

func jsonTypeOf(t reflect.Type) jsonType {
	switch {
	case t == reflect.TypeFor[time.Time](), t == reflect.TypeFor[[]byte]():
		return jsonString
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64:
		return jsonInteger
	}
	switch t.Kind() {
	case reflect.String:
		return jsonString
	case reflect.Bool:
		return jsonBool
	case reflect.Float32, reflect.Float64:
		return jsonNumber
	case reflect.Slice:
		return jsonArray
	case reflect.Map:
		return jsonMap
	case reflect.Struct:
		return jsonObject
	default:
		return jsonAny // untyped and polymorphic values: anything goes
	}
}

// Element returns the shape of the items of an array or the values of a map, nil for any other shape.
func (s *Shape) Element() *Shape {
	if s.json != jsonArray && s.json != jsonMap {
		return nil
	}
	own := shapeOf(s.typ.Elem())
	if s.also != nil {
		return own.and(s.also.Element())
	}
	return own
}

// Properties returns the properties that a body may have, by JSON name; nil if the shape is not a model's.
func (s *Shape) Properties() map[string]*Shape {
	if s.json != jsonObject {
		return nil
	}
	s.once.Do(func() {
		s.named = propertiesOf(s.typ)
		if s.also != nil {
			s.named = union(s.named, s.also.Properties())
		}
	})
	return s.named
}

func union(named, others map[string]*Shape) map[string]*Shape {
	all := maps.Clone(named)
	for key, other := range others {
		all[key] = all[key].and(other)
	}
	return all
}

// isOpen tells whether a model takes properties that it does not name, as the SDK's fields for them say.
func (s *Shape) isOpen() bool {
	if s.json != jsonObject {
		return false
	}
	rest, found := s.typ.FieldByName("AdditionalProperties")
	return found && rest.Type == reflect.TypeFor[map[string]any]()
}

// envelope returns the shape under "properties" if the model nests a typed one there, nil otherwise.
func (s *Shape) envelope() *Shape {
	inner, ok := s.Properties()[envelopeKey]
	if !ok || inner.json != jsonObject {
		return nil
	}
	return inner
}

func propertiesOf(t reflect.Type) map[string]*Shape {
	always := jsonKeys(reflect.New(t).Elem())
	named := make(map[string]*Shape, t.NumField())
	for i := range t.NumField() {
		key, ok := jsonKey(t, i, always)
		if ok {
			named[key] = shapeOf(t.Field(i).Type)
		}
	}
	for key := range always {
		if named[key] == nil {
			named[key] = shapeOf(reflect.TypeFor[any]()) // a constant: no value of its field shows
		}
	}
	return named
}

// jsonKey marshals a value with only field i set. What every value has (discriminators, defaults) does not
// count.
func jsonKey(t reflect.Type, i int, always map[string]json.RawMessage) (string, bool) {
	if field := t.Field(i); isPolymorphic(field.Type) {
		// Of no value can be said which ones there are. The SDK names fields after their keys.
		return strings.ToLower(field.Name[:1]) + field.Name[1:], true
	}
	value := reflect.New(t).Elem()
	sample, ok := sampleOf(t.Field(i).Type)
	if !t.Field(i).IsExported() || !ok {
		return "", false
	}
	value.Field(i).Set(sample)
	for key, content := range jsonKeys(value) {
		if usual, constant := always[key]; !constant || !bytes.Equal(usual, content) {
			return key, true
		}
	}
	return "", false
}

func sampleOf(t reflect.Type) (reflect.Value, bool) {
	kind := t.Kind()
	switch {
	case kind == reflect.Pointer:
		return reflect.New(t.Elem()), true
	case kind == reflect.Slice:
		return reflect.MakeSlice(t, 1, 1), true
	case kind == reflect.Map:
		return reflect.MakeMap(t), true
	case kind == reflect.Interface && t.NumMethod() == 0:
		return reflect.ValueOf("sample"), true
	default:
		return reflect.Value{}, false
	}
}

// isPolymorphic tells a field whose values are of several types, told apart by one of their properties.
func isPolymorphic(t reflect.Type) bool { return t.Kind() == reflect.Interface && t.NumMethod() > 0 }

// jsonKeys returns nothing for a value that does not marshal: the field then counts as unknown, and the test
// that finds every field of the catalogue fails.
func jsonKeys(value reflect.Value) map[string]json.RawMessage {
	keys := make(map[string]json.RawMessage)
	text, err := json.Marshal(value.Interface())
	if err != nil || json.Unmarshal(text, &keys) != nil {
		return nil
	}
	return keys
}
