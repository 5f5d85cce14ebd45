package rule

import "testing"

func TestAnswers(t *testing.T) {
	t.Parallel()
	table := []struct{ a, b, and, or, then Answer }{
		{Yes, Yes, Yes, Yes, Yes},
		{Yes, No, No, Yes, No},
		{Yes, Unknown, Unknown, Yes, Unknown},
		{No, Yes, No, Yes, Unknown},
		{No, No, No, No, Unknown},
		{No, Unknown, No, Unknown, Unknown},
		{Unknown, Yes, Unknown, Yes, Unknown},
		{Unknown, No, No, Unknown, Unknown},
		{Unknown, Unknown, Unknown, Unknown, Unknown},
	}
	for _, row := range table {
		if got := row.a.And(row.b); got != row.and {
			t.Errorf("%s and %s is %s, want %s", row.a, row.b, got, row.and)
		}
		if got := row.a.Or(row.b); got != row.or {
			t.Errorf("%s or %s is %s, want %s", row.a, row.b, got, row.or)
		}
		if got := row.a.Then(row.b); got != row.then {
			t.Errorf("%s then %s is %s, want %s", row.a, row.b, got, row.then)
		}
	}
}

func TestOneAnswer(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		answer, not Answer
		text        string
	}{{Yes, No, "yes"}, {No, Yes, "no"}, {Unknown, Unknown, "unknown"}} {
		if row.answer.Not() != row.not || row.answer.String() != row.text {
			t.Errorf("%s: its opposite is %s and its word %q", row.text, row.answer.Not(), row.answer)
		}
	}
	if Known(true) != Yes || Known(false) != No {
		t.Error("what can be decided is not known")
	}
	if nobody := Answer(0); nobody != Unknown {
		t.Errorf("what nobody has answered is %s", nobody)
	}
}

func TestEveryAndSome(t *testing.T) {
	t.Parallel()
	is := func(v Value) Answer { return v.Is("a") }
	a, b, computed := value(t, "a"), value(t, "b"), value(t, computedProperty)
	for _, row := range []struct {
		name        string
		values      []Value
		every, some Answer
	}{
		{"none", nil, Yes, No},
		{"all", []Value{a, a}, Yes, Yes},
		{"one of two", []Value{b, a}, No, Yes},
		{"not one", []Value{b, b}, No, No},
		{"all that can be seen", []Value{a, computed}, Unknown, Yes},
		{"none that can be seen", []Value{computed, b}, No, Unknown},
	} {
		if got := Every(row.values, is); got != row.every {
			t.Errorf("%s: every is %s, want %s", row.name, got, row.every)
		}
		if got := Some(row.values, is); got != row.some {
			t.Errorf("%s: some is %s, want %s", row.name, got, row.some)
		}
	}
}

func TestAnswersByKey(t *testing.T) {
	t.Parallel()
	answers := Answers[string]{}
	for _, added := range []struct {
		key    string
		answer Answer
	}{{"a", No}, {"a", Unknown}, {"b", Unknown}, {"b", Yes}, {"b", No}, {"c", No}} {
		answers.Add(added.key, added.answer)
	}
	for key, want := range map[string]Answer{"a": Unknown, "b": Yes, "c": No, "d": No} {
		if got := answers.Of(key); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
}
