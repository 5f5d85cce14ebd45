package schema

import (
	"fmt"
	"reflect"
	"strings"

	"private-acr/internal/azure"
)

// Rule is what holds for a text, as a value.
type Rule struct {
	// Check returns the text in its normal form, or what is wrong with it.
	Check func(text string) (normal string, violation *Violation)
	// Schema is what a JSON Schema can say of it.
	Schema map[string]any
	// Kind is the kind of name that the rule is about; empty for other rules.
	Kind azure.NameKind
}

// Violation is what is wrong with a value, wherever it stands.
type Violation struct {
	// Rule is what holds: "must be an IPv4 address".
	Rule string
	// Remedy is what to write instead.
	Remedy string
}

// parseRules reads a rule tag: rules of the table, each with its parameter, with blanks between them. The
// type's own rule, of texts out of a few, comes first.
func parseRules(tag string, t reflect.Type) []Rule {
	var rules []Rule
	if choices := choicesOf(t); len(choices) > 0 {
		rules = append(rules, oneOf(choices))
	}
	for word := range strings.FieldsSeq(tag) {
		name, parameter, _ := strings.Cut(word, "=")
		declare, is := table[name]
		if !is {
			panic(fmt.Sprintf("spec: there is no rule %q", name))
		}
		rules = append(rules, declare(parameter))
	}
	return rules
}

// choicesOf is what a type's method Values lists.
func choicesOf(t reflect.Type) []string {
	t = structOf(t)
	method, is := t.MethodByName("Values")
	if !is || t.Kind() != reflect.String {
		return nil
	}
	values := method.Func.Call([]reflect.Value{reflect.Zero(t)})[0]
	choices := make([]string, values.Len())
	for i := range choices {
		choices[i] = values.Index(i).String()
	}
	return choices
}

// apply is the text in its normal form after all of the rules, or the first violation.
func apply(rules []Rule, text string) (string, *Violation) {
	for _, rule := range rules {
		normal, violation := rule.Check(text)
		if violation != nil {
			return text, violation
		}
		text = normal
	}
	return text, nil
}

// Normal is a text in its normal form by the rule of the table; one that violates the rule stays as it is.
func Normal(rule, text string) string {
	normal, _ := apply(parseRules(rule, reflect.TypeFor[string]()), text)
	return normal
}

// Violates is what is wrong with a text by the rule of the table, nil for nothing.
func Violates(rule, text string) *Violation {
	_, violation := apply(parseRules(rule, reflect.TypeFor[string]()), text)
	return violation
}
