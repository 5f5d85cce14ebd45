package engine

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Body is a resource as Azure Resource Manager writes it, in the shapes of encoding/json: map[string]any,
// []any, string, float64, bool and nil.
type Body = map[string]any

// plain is the body as encoding/json would have read it, sharing nothing with its source.
func plain(source Body) (Body, error) {
	text, err := json.Marshal(source)
	if err != nil {
		return nil, fmt.Errorf("copying a body: %w", err)
	}
	body := Body{}
	if err := json.Unmarshal(text, &body); err != nil {
		return nil, fmt.Errorf("copying a body: %w", err)
	}
	return body, nil
}

// Read decodes a body as a model of the Azure SDK for Go. What the model does not name is left out of the
// value, never out of the body. The error is a refusal.
func Read[T any](body Body) (T, error) {
	var model T
	text, err := json.Marshal(body)
	if err == nil {
		err = json.Unmarshal(text, &model)
	}
	if err != nil {
		return model, BadRequest("InvalidRequestFormat", "Cannot parse the request. %s", err)
	}
	return model, nil
}

// As reads a resource's body as a model of the Azure SDK for Go, which must not be changed. A stored body has
// been read by its type before it was accepted, so there is no error left to meet.
func As[T any](res *Resource) T {
	if model, isRead := res.model.(T); isRead {
		return model
	}
	model, _ := Read[T](res.Body)
	if res.kept {
		res.model = model
	}
	return model
}

// Value is what a model's field points at, or the zero value: the SDK's models are made of pointers.
func Value[T any](pointer *T) T {
	if pointer == nil {
		var zero T
		return zero
	}
	return *pointer
}

// Values are what a model's list of pointers points at.
func Values[T any](pointers []*T) []T {
	values := make([]T, len(pointers))
	for i, pointer := range pointers {
		values[i] = Value(pointer)
	}
	return values
}

// Is compares a model's value of an enumeration as Azure does, without regard to case.
func Is[E ~string](value *E, want E) bool {
	return strings.EqualFold(string(Value(value)), string(want))
}

// Within is the object at the key, made if it is not there.
func Within(body Body, key string) Body {
	if object, ok := body[key].(Body); ok {
		return object
	}
	object := Body{}
	body[key] = object
	return object
}

// Properties is the object of the properties that are particular to a body's type, made if it is not there.
func Properties(body Body) Body {
	return Within(body, "properties")
}

// Fill adds to the body what it leaves out, at every depth.
func Fill(body, defaults Body) {
	for key, value := range defaults {
		given, present := body[key]
		if !present || given == nil {
			body[key] = value
			continue
		}
		nested, isObject := value.(Body)
		if object, ok := given.(Body); ok && isObject {
			Fill(object, nested)
		}
	}
}

// merge applies a JSON merge patch (RFC 7396) to the body.
func merge(body, patch Body) {
	for key, value := range patch {
		object, isObject := value.(Body)
		switch {
		case value == nil:
			delete(body, key)
		case isObject:
			merge(Within(body, key), object)
		default:
			body[key] = value
		}
	}
}

// keepReadOnly makes the read-only properties what Azure says they are, whatever the request says.
func keepReadOnly(body, old Body, readOnly []string) {
	given, kept := Properties(body), Body{}
	if old != nil {
		kept = Properties(old)
	}
	for _, name := range readOnly {
		delete(given, name)
		if value, present := kept[name]; present {
			given[name] = value
		}
	}
}

// References are the bodies that point at resources: [{"id": ...}].
func References(ids []string) []any {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = Body{"id": id}
	}
	return list
}

// TimeFormat is that of times in bodies.
const TimeFormat = "2006-01-02T15:04:05.0000000Z"
