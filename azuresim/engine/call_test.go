package engine_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/engine"
)

// TestCallsAreFoundByTheirPath reads the words in braces of the call that a request is for.
func TestCallsAreFoundByTheirPath(t *testing.T) {
	t.Parallel()
	e := engine.New(engine.Options{})
	answer := func(name string) func(engine.Asked) (engine.Result, error) {
		return func(asked engine.Asked) (engine.Result, error) {
			body := engine.Body{"call": name}
			for key, value := range asked.Values {
				body[key] = value
			}
			return engine.Result{Body: body}, nil
		}
	}
	e.Answer(
		engine.Call{Method: http.MethodGet, Path: "/subscriptions/{s}/deleted", Do: answer("list")},
		engine.Call{
			Method: http.MethodPost, Path: "/subscriptions/{s}/deleted/{name}/purge", Do: answer("purge"),
		},
		engine.Call{Method: http.MethodGet, Path: "/{scope}/categories", Do: answer("categories")},
	)
	if err := e.Open(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[[2]string]engine.Body{
		{http.MethodGet, "/Subscriptions/a/Deleted/"}:          {"call": "list", "s": "a"},
		{http.MethodPost, "/subscriptions/a/deleted/b/purge"}:  {"call": "purge", "s": "a", "name": "b"},
		{http.MethodPost, "/subscriptions/a/deleted"}:          nil,
		{http.MethodGet, "/subscriptions/a/deleted/b/purge"}:   nil,
		{http.MethodGet, "/subscriptions/a/things/b/none"}:     nil,
		{http.MethodGet, "/tenants/a/categories"}:              {"call": "categories", "scope": "tenants/a"},
		{http.MethodGet, "/tenants/categories"}:                {"call": "categories", "scope": "tenants"},
		{http.MethodGet, "/subscriptions/a/deleted/b/c/purge"}: nil,
	} {
		result, err := e.Call(path[0], path[1], nil)
		if found := e.Answers(path[0], path[1]); found != (want != nil) || found != (err == nil) {
			t.Errorf("%v is answered: %v, %v", path, found, err)
		}
		if diff := cmp.Diff(want, result.Body); diff != "" {
			t.Errorf("%v (-want +got):\n%s", path, diff)
		}
	}
}
