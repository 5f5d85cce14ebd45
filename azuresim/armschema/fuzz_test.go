package armschema_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/armschema"
)

// FuzzShapes feeds arbitrary JSON objects: no shape may panic, and flattening what was nested keeps every
// leaf.
func FuzzShapes(f *testing.F) {
	f.Add([]byte(`{"location": "x", "properties": {"subnets": [{"name": "a"}, null, 1]}, "subnets": {}}`))
	f.Add([]byte(`{"identity": {"userAssignedIdentities": ["a", 1]}, "containers": [{"properties": []}]}`))
	f.Add([]byte(`{"properties": {"properties": {"properties": 1}}, "tags": {"properties": "x"}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var flat map[string]any
		if json.Unmarshal(text, &flat) != nil {
			return
		}
		for _, name := range armschema.Types() {
			m := model(t, name)
			body := m.Inputs(flat)
			_ = m.Shape.Check(body)
			_ = m.Shape.Check(flat)
			if sameLeavesExpected(flat) {
				compareLeaves(t, name, flat, m.Shape.Flatten(body))
			}
		}
	})
}

// sameLeavesExpected rules out what a round trip may drop or rewrite: a name given both beside and inside
// "properties", and a list where the model has a map.
func sameLeavesExpected(value any) bool {
	switch typed := value.(type) {
	case map[string]any:
		for key, item := range typed {
			if key == "properties" || key == "userAssignedIdentities" || !sameLeavesExpected(item) {
				return false
			}
		}
	case []any:
		for _, item := range typed {
			if !sameLeavesExpected(item) {
				return false
			}
		}
	}
	return true
}

func compareLeaves(t *testing.T, name string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(leaves(want), leaves(got)); diff != "" {
		t.Errorf("%s: leaves (-before +after):\n%s", name, diff)
	}
}

func leaves(value any) []string {
	var found []string
	switch typed := value.(type) {
	case map[string]any:
		for _, item := range typed {
			found = append(found, leaves(item)...)
		}
	case []any:
		for _, item := range typed {
			found = append(found, leaves(item)...)
		}
	default:
		text, _ := json.Marshal(typed)
		found = append(found, string(text))
	}
	slices.Sort(found)
	return found
}
