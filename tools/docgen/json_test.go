package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJSONKeepsTheOrderAndBreaksWhatIsLong(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("long ", 20)
	got := jsonDocument("any.json", object{
		{"z", object{{"b", true}, {"a", []string{"x", "y"}}}},
		{"a", object{{"text", long}, {"none", []any{}}, {"sorted", map[string]any{"b": 1.5, "a": nil}}}},
	})
	want := `{
  "z": {"b": true, "a": ["x", "y"]},
  "a": {
    "text": "` + long + `",
    "none": [],
    "sorted": {"a": null, "b": 1.5}
  }
}
`
	if diff := cmp.Diff(want, string(got.text)); diff != "" {
		t.Errorf("the document differs (-want +got):\n%s", diff)
	}
}

func TestJSONWritesEveryText(t *testing.T) {
	t.Parallel()
	texts := []string{"", `"quoted" \ <tag> & more`, "one line\nand\ttabs", "\x00\u2028é", "an end\n"}
	for _, text := range texts {
		document := jsonDocument("any.json", object{{text + "k", []any{text}}})
		var got map[string][]string
		if err := json.Unmarshal(document.text, &got); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if diff := cmp.Diff(map[string][]string{text + "k": {text}}, got); diff != "" {
			t.Errorf("%q is read differently (-want +got):\n%s", text, diff)
		}
	}
}
