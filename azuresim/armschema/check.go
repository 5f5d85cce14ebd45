package armschema

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
)

// Fault is one thing wrong with a body. Path names the place as one would write it, for example
// "properties.subnets[0].properties.foo"; Problem completes a sentence that begins with it.
type Fault struct{ Path, Problem string }

// String returns path and problem as one phrase.
func (f Fault) String() string { return f.Path + " " + f.Problem }

// Check returns what in body does not fit the shape, ordered by path: properties that the model does not have
// and values of the wrong JSON type. Null fits everywhere: Resource Manager takes it as "not given".
func (s *Shape) Check(body map[string]any) []Fault {
	var faults []Fault
	s.check("", body, func(f Fault) { faults = append(faults, f) })
	slices.SortFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Problem, b.Problem))
	})
	return faults
}

func (s *Shape) check(path string, value any, report func(Fault)) {
	if value == nil || s.json == jsonAny {
		return
	}
	if problem := s.mismatch(value); problem != "" {
		report(Fault{path, problem})
		return
	}
	switch items := value.(type) {
	case []any:
		for i, item := range items {
			s.Element().check(fmt.Sprintf("%s[%d]", path, i), item, report)
		}
	case map[string]any:
		s.checkEntries(path, items, report)
	}
}

func (s *Shape) checkEntries(path string, entries map[string]any, report func(Fault)) {
	for key, value := range entries {
		at := key
		if path != "" {
			at = path + "." + key
		}
		shape := s.Element()
		if s.json == jsonObject {
			shape = s.Properties()[key]
		}
		if shape == nil && s.isOpen() {
			continue
		}
		if shape == nil {
			report(Fault{at, "is not a property of " + s.typ.Name()})
			continue
		}
		shape.check(at, value, report)
	}
}

// mismatch says how the JSON type of value differs from the shape's, or "".
func (s *Shape) mismatch(value any) string {
	want, got := jsonNames[s.json], jsonNameOf(value)
	if want != got {
		return fmt.Sprintf("must be %s, is %s", want, got)
	}
	if number, ok := value.(float64); ok && s.json == jsonInteger && number != math.Trunc(number) {
		return fmt.Sprintf("must be a whole number, is %v", number)
	}
	return ""
}

var jsonNames = map[jsonType]string{
	jsonString:  "a string",
	jsonNumber:  "a number",
	jsonInteger: "a number",
	jsonBool:    "a boolean",
	jsonArray:   "an array",
	jsonMap:     "an object",
	jsonObject:  "an object",
}

// jsonNameOf names the JSON type of a decoded value. Whole Go numbers count too, for bodies built in Go.
func jsonNameOf(value any) string {
	switch value.(type) {
	case []any:
		return jsonNames[jsonArray]
	case map[string]any:
		return jsonNames[jsonObject]
	}
	t := reflect.TypeOf(value)
	switch jsonTypeOf(t) {
	case jsonString, jsonBool, jsonNumber, jsonInteger:
		return jsonNames[jsonTypeOf(t)]
	default:
		return "a " + t.String()
	}
}
