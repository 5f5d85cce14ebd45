package world

import (
	"encoding/json"
	"fmt"
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

// read decodes the parts of a body that T names.
func read[T any](body Body) (T, error) {
	var v T
	text, err := json.Marshal(body)
	if err == nil {
		err = json.Unmarshal(text, &v)
	}
	if err != nil {
		return v, badRequest("InvalidRequestFormat", "Cannot parse the request. %s", err)
	}
	return v, nil
}

// see decodes the parts of a stored body that T names. A stored body has been read by its kind before it was
// accepted, so there is no error left to meet.
func see[T any](body Body) T {
	v, _ := read[T](body)
	return v
}

// within is the object at the key, made if it is not there.
func within(body Body, key string) Body {
	if object, ok := body[key].(Body); ok {
		return object
	}
	object := Body{}
	body[key] = object
	return object
}

func properties(body Body) Body {
	return within(body, "properties")
}

// fill adds to the body what it leaves out, at every depth.
func fill(body, defaults Body) {
	for key, value := range defaults {
		given, present := body[key]
		if !present || given == nil {
			body[key] = value
			continue
		}
		nested, isObject := value.(Body)
		if object, ok := given.(Body); ok && isObject {
			fill(object, nested)
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
			merge(within(body, key), object)
		default:
			body[key] = value
		}
	}
}

// carry makes the read-only properties what Azure says they are, whatever the request says.
func carry(body, old Body, readOnly []string) {
	given, kept := properties(body), Body{}
	if old != nil {
		kept = properties(old)
	}
	for _, name := range readOnly {
		delete(given, name)
	}
	for _, name := range readOnly {
		if value, present := kept[name]; present {
			given[name] = value
		}
	}
}

// references are the bodies that point at resources: [{"id": ...}].
func references(ids []string) []any {
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = Body{"id": id}
	}
	return list
}
