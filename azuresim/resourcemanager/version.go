package resourcemanager

import (
	"net/http"
	"strings"

	"private-acr/azuresim/armschema"
	"private-acr/azuresim/world"
	"private-acr/internal/catalog"
)

// An api-version is a contract about bodies: it neither takes nor answers a property that came after it.
// Which came when is in the catalogue.

// versionOf is the api-version that a request asks for.
func versionOf(r *http.Request) string { return r.URL.Query().Get("api-version") }

// lacking are the paths of what a request's api-version does not have in the bodies of a type.
func lacking(r *http.Request, resourceType string) []string {
	row, _ := catalog.ByARM(resourceType)
	return row.Lacks(versionOf(r))
}

// unknown finds what the request's api-version does not take in a body.
func unknown(r *http.Request, resourceType string, body world.Body) []armschema.Fault {
	var faults []armschema.Fault
	for _, path := range lacking(r, resourceType) {
		holders(body, path, func(holder world.Body, name string) {
			if holder[name] != nil {
				faults = append(faults, armschema.Fault{
					Path: path, Problem: "is not a property in api-version " + versionOf(r),
				})
			}
		})
	}
	return faults
}

// known takes out of a body what the request's api-version does not answer. The body must be nobody else's.
func known(r *http.Request, body world.Body) world.Body {
	for _, path := range lacking(r, field(body, "type")) {
		holders(body, path, func(holder world.Body, name string) { delete(holder, name) })
	}
	return body
}

// putting is a PUT that leaves alone what its api-version cannot speak of. Nobody has published what Azure
// does there; a service that reset it would undo, with each older client, what newer ones have set. Assumed.
func (s *server) putting(r *http.Request) writer {
	return func(id string, body world.Body) (world.Result, error) {
		current, err := s.world.Get(id)
		if err != nil {
			return s.world.Put(id, body)
		}
		for _, path := range lacking(r, field(current, "type")) {
			carry(current, body, path)
		}
		return s.world.Put(id, body)
	}
}

// carry copies what is at the path, where that leads through objects alone.
func carry(from, into world.Body, path string) {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		if value, set := from[name]; set {
			into[name] = value
		}
		return
	}
	inner, isObject := from[name].(world.Body)
	if !isObject {
		return
	}
	if into[name] == nil {
		into[name] = world.Body{}
	}
	if target, isObject := into[name].(world.Body); isObject {
		carry(inner, target, rest)
	}
}

// holders calls do for every object in which the last name of a path may be. Paths lead through every item of
// a list.
func holders(value any, path string, do func(holder world.Body, name string)) {
	switch at := value.(type) {
	case []any:
		for _, item := range at {
			holders(item, path, do)
		}
	case world.Body:
		name, rest, deeper := strings.Cut(path, ".")
		if deeper {
			holders(at[name], rest, do)
			return
		}
		do(at, name)
	}
}
