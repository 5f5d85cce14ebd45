package rule

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	strict = Setting[bool]{Name: "strict", Default: true, Doc: "Whether."}
	days   = Setting[float64]{Name: "days", Default: 7, Doc: "How long."}
	word   = Setting[string]{Name: "word", Default: "a", Doc: "What."}
	words  = Setting[[]string]{Name: "words", Default: []string{"a", "b"}, Doc: "Which."}
)

// declared has a setting of each type.
var declared = []SettingInfo{strict.Info(), days.Info(), word.Info(), words.Info()}

func TestResolve(t *testing.T) {
	t.Parallel()
	got, err := Resolve("acr-days", declared, map[string]any{"days": 30.0, "words": []any{"c"}})
	if err != nil {
		t.Fatal(err)
	}
	want := Settings{"strict": true, "days": 30.0, "word": "a", "words": []string{"c"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the settings (-want +got):\n%s", diff)
	}
	texts := words.Of(got)
	if !strict.Of(got) || days.Of(got) != 30 || word.Of(got) != "a" || !slices.Equal(texts, []string{"c"}) {
		t.Errorf("the settings read as %v", got)
	}
	empty := map[string]any{"strict": false, "word": "", "words": []string{}}
	given, err := Resolve("acr-days", declared, empty)
	if err != nil || strict.Of(given) || word.Of(given) != "" || len(words.Of(given)) != 0 {
		t.Errorf("what is given as empty becomes %v (%v)", given, err)
	}
}

// TestOfWithoutAValue wants the default, and never a zero value, where there is no value of the type.
func TestOfWithoutAValue(t *testing.T) {
	t.Parallel()
	other := Settings{"days": "7", "words": 7.0}
	if !strict.Of(nil) || days.Of(other) != 7 || word.Of(other) != "a" || len(words.Of(other)) != 2 {
		t.Error("a setting without a value is not its default")
	}
}

func TestResolveFaults(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		declared []SettingInfo
		given    map[string]any
		want     string
	}{
		{declared, map[string]any{"day": 1.0}, `rule "acr-days" has no setting "day": its settings are ` +
			`["strict" "days" "word" "words"]`},
		{nil, map[string]any{"day": 1.0}, `rule "acr-days" has no setting "day": its settings are none`},
		{declared, map[string]any{"strict": "yes"}, `setting "strict" of rule "acr-days" is yes, ` +
			`but has to be true or false`},
		{declared, map[string]any{"days": "7"}, `setting "days" of rule "acr-days" is 7, ` +
			`but has to be a number`},
		{declared, map[string]any{"word": 7.0}, `setting "word" of rule "acr-days" is 7, but has to be a text`},
		{declared, map[string]any{"words": "a"}, `setting "words" of rule "acr-days" is a, but has to be ` +
			`a list of texts`},
		{declared, map[string]any{"words": []any{"a", 1.0}}, `setting "words" of rule "acr-days" is [a 1], ` +
			`but has to be a list of texts`},
		{declared, map[string]any{"days": nil}, `setting "days" of rule "acr-days" is <nil>, but has to be ` +
			`a number`},
	} {
		if _, err := Resolve("acr-days", row.declared, row.given); err == nil || err.Error() != row.want {
			t.Errorf("%v: %v, want %s", row.given, err, row.want)
		}
	}
}

func TestSchema(t *testing.T) {
	t.Parallel()
	var got []map[string]any
	for _, setting := range declared {
		got = append(got, setting.Schema())
	}
	want := []map[string]any{
		{"description": "Whether.", "default": true, "type": "boolean"},
		{"description": "How long.", "default": 7.0, "type": "number"},
		{"description": "What.", "default": "a", "type": "string"},
		{
			"description": "Which.", "default": []any{"a", "b"}, "type": "array",
			"items": map[string]any{"type": "string"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the schemas (-want +got):\n%s", diff)
	}
}
