// Package answer is what package tiny asks with, a small likeness of the policy pack's answers and values.
package answer

import (
	"fmt"
	"strings"
)

// Answer has three values.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	No
	Yes
)

// Known is the answer of a condition.
func Known(yes bool) Answer {
	if yes {
		return Yes
	}
	return No
}

// Not is the opposite.
func (a Answer) Not() Answer { return (3 - a) % 3 }

// And is the lesser answer, unknown lying between no and yes.
func (a Answer) And(b Answer) Answer {
	switch {
	case a == No || b == No:
		return No
	case a == Yes:
		return b
	default:
		return Unknown
	}
}

// Or is the greater answer.
func (a Answer) Or(b Answer) Answer { return a.Not().And(b.Not()).Not() }

// Then is the other answer where this one is yes.
func (a Answer) Then(b Answer) Answer {
	if a == Yes {
		return b
	}
	return Unknown
}

// Every is yes where the answer is yes for all.
func Every(values []Value, question func(Value) Answer) Answer {
	all := Yes
	for _, v := range values {
		all = all.And(question(v))
	}
	return all
}

// Some is yes where the answer is yes for one.
func Some(values []Value, question func(Value) Answer) Answer {
	return Every(values, func(v Value) Answer { return question(v).Not() }).Not()
}

// Value is a text; the empty one is absent, and "?" is not known.
type Value string

// Or is the value, or the standard where it is absent.
func (v Value) Or(standard string) Value {
	if v == "" {
		return Value(standard)
	}
	return v
}

// Is compares without regard to case.
func (v Value) Is(text string) Answer {
	if v == "?" {
		return Unknown
	}
	return Known(strings.EqualFold(string(v), text))
}

// Kind is what values come from.
type Kind string

// The kinds.
const (
	Door   Kind = "door"
	Gate   Kind = "gate"
	Window Kind = "window"
)

// When is a report where the answer is not no.
func When(broken Answer, format string, values ...any) string {
	if broken == No {
		return ""
	}
	return fmt.Sprintf(format, values...)
}

// Same makes a question.
func Same(text string) func(Value) Answer { return func(v Value) Answer { return v.Is(text) } }
