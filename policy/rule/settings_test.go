package rule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func configurable() Rule {
	return Rule{ID: "acr-days", Settings: []Setting{
		{Name: "strict", Default: true, Doc: "Whether."},
		{Name: "days", Default: 7.0, Doc: "How long."},
		{Name: "word", Default: "a", Doc: "What."},
		{Name: "words", Default: []string{"a", "b"}, Doc: "Which."},
	}}
}

func TestSettle(t *testing.T) {
	t.Parallel()
	one := configurable()
	got, err := one.Settle(map[string]any{"days": 30.0, "words": []any{"c"}})
	if err != nil {
		t.Fatal(err)
	}
	want := Settings{"strict": true, "days": 30.0, "word": "a", "words": []string{"c"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the settings (-want +got):\n%s", diff)
	}
	words := got.Texts("words")
	if !got.Flag("strict") || got.Number("days") != 30 || got.Text("word") != "a" || len(words) != 1 {
		t.Errorf("the settings read as %v", got)
	}
	if got.Flag("days") || got.Number("word") != 0 || got.Text("words") != "" || got.Texts("strict") != nil {
		t.Error("a setting reads as one of another type")
	}
	given, err := one.Settle(map[string]any{"strict": false, "word": "", "words": []string{}})
	if err != nil || given.Flag("strict") || given.Text("word") != "" || len(given.Texts("words")) != 0 {
		t.Errorf("what is given as empty becomes %v (%v)", given, err)
	}
}

func TestSettleFaults(t *testing.T) {
	t.Parallel()
	one, none := configurable(), Rule{ID: "acr-plain"}
	for _, row := range []struct {
		rule  *Rule
		given map[string]any
		want  string
	}{
		{&one, map[string]any{"day": 1.0}, `rule "acr-days" has no setting "day": its settings are ` +
			`["strict" "days" "word" "words"]`},
		{&none, map[string]any{"day": 1.0}, `rule "acr-plain" has no setting "day": its settings are none`},
		{&one, map[string]any{"strict": "yes"}, `setting "strict" of rule "acr-days" is yes, but has to be ` +
			`true or false`},
		{&one, map[string]any{"days": "7"}, `setting "days" of rule "acr-days" is 7, but has to be a number`},
		{&one, map[string]any{"word": 7.0}, `setting "word" of rule "acr-days" is 7, but has to be a text`},
		{&one, map[string]any{"words": "a"}, `setting "words" of rule "acr-days" is a, but has to be ` +
			`a list of texts`},
		{&one, map[string]any{"words": []any{"a", 1.0}}, `setting "words" of rule "acr-days" is [a 1], ` +
			`but has to be a list of texts`},
		{&one, map[string]any{"days": nil}, `setting "days" of rule "acr-days" is <nil>, but has to be ` +
			`a number`},
	} {
		if _, err := row.rule.Settle(row.given); err == nil || err.Error() != row.want {
			t.Errorf("%v: %v, want %s", row.given, err, row.want)
		}
	}
}

func TestSchema(t *testing.T) {
	t.Parallel()
	var got []map[string]any
	for _, setting := range configurable().Settings {
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
