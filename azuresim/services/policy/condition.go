package policy

import (
	"fmt"
	"slices"
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
)

// subject is what a rule is evaluated for: a resource as it is to become, and what the rule's expressions may
// name besides.
type subject struct {
	resource   *engine.Resource
	group      engine.Body
	parameters map[string]any
	// current are the items that are being counted, by the alias that was counted.
	current map[string]any
	// found are the comparisons that were true, for a refusal to tell.
	found []any
}

// entry is the value at a key of a rule, nil if there is none. Case does not matter.
func entry(rule engine.Body, key string) any {
	for given, value := range rule {
		if strings.EqualFold(given, key) {
			return value
		}
	}
	return nil
}

// holds evaluates a condition.
func (a *subject) holds(condition engine.Body) bool {
	fails := func(nested any) bool { return !a.holds(object(nested)) }
	if all, is := entry(condition, "allOf").([]any); is {
		return !slices.ContainsFunc(all, fails)
	}
	if some, is := entry(condition, "anyOf").([]any); is {
		return slices.ContainsFunc(some, func(nested any) bool { return !fails(nested) })
	}
	if negated, is := entry(condition, "not").(engine.Body); is {
		return fails(negated)
	}
	return a.compares(condition)
}

// object is a value as an object, which a condition that was accepted is.
func object(value any) engine.Body {
	body, _ := value.(engine.Body)
	return body
}

// compares evaluates a condition that compares something. Of a field that stands for several values all have
// to meet it.
func (a *subject) compares(condition engine.Body) bool {
	name, compare, want := operatorIn(condition)
	if compare == nil {
		return false
	}
	kind, expression, values := a.operand(condition)
	want = a.wanted(condition, want)
	for _, value := range values {
		if !compare(value, want) {
			return false
		}
	}
	a.found = append(a.found, engine.Body{
		"result": "True", "expressionKind": kind, "expression": expression,
		"operator": strings.ToUpper(name[:1]) + name[1:], "targetValue": want,
		"expressionValue": shown(values),
	})
	return true
}

// wanted is what a condition compares to. Locations are compared in their short form.
func (a *subject) wanted(condition engine.Body, want any) any {
	want = a.resolve(want)
	if field, _ := entry(condition, "field").(string); !strings.EqualFold(field, "location") {
		return want
	}
	if list, is := want.([]any); is {
		regions := make([]any, len(list))
		for i, item := range list {
			regions[i] = azure.ShortRegion(fmt.Sprint(item))
		}
		return regions
	}
	return azure.ShortRegion(fmt.Sprint(want))
}

func shown(values []any) any {
	if len(values) == 1 {
		return values[0]
	}
	return values
}

// operand is what a condition compares: which kind it is of, how it is written, and the values of it.
func (a *subject) operand(condition engine.Body) (kind string, expression any, found []any) {
	if count, is := entry(condition, "count").(engine.Body); is {
		return "Count", entry(count, "field"), []any{a.count(count)}
	}
	if value := entry(condition, "value"); value != nil {
		return "Value", value, []any{a.resolve(value)}
	}
	field := entry(condition, "field")
	return "Field", field, a.field(fmt.Sprint(a.resolve(field)))
}

// count is how many items of a field meet a condition of their own.
func (a *subject) count(count engine.Body) float64 {
	alias := fmt.Sprint(entry(count, "field"))
	where, conditional := entry(count, "where").(engine.Body)
	matching := 0
	for _, item := range a.field(alias) {
		inner := *a
		inner.current = map[string]any{strings.ToLower(alias): item}
		if !conditional || inner.holds(where) {
			matching++
		}
	}
	return float64(matching)
}

// operatorIn is the operator of a condition, with its name and what it compares to.
func operatorIn(condition engine.Body) (string, func(value, want any) bool, any) {
	for key, want := range condition {
		if compare := operators[strings.ToLower(key)]; compare != nil {
			return key, compare, want
		}
	}
	return "", nil, nil
}

// checkCondition refuses a condition that cannot be evaluated here.
func checkCondition(condition engine.Body) error {
	for _, key := range []string{"allOf", "anyOf", "not"} {
		if nested := entry(condition, key); nested != nil {
			return checkNested(nested)
		}
	}
	if _, compare, _ := operatorIn(condition); compare == nil {
		return fmt.Errorf("the condition %v has no operator that simulated Azure knows", condition)
	}
	if count, is := entry(condition, "count").(engine.Body); is {
		return checkCount(count)
	}
	return checkTexts(condition)
}

// checkCount takes counts of a field's items only: those of values are not simulated.
func checkCount(count engine.Body) error {
	if entry(count, "field") == nil {
		return fmt.Errorf("counting %v is not simulated", count)
	}
	if where := entry(count, "where"); where != nil {
		return checkCondition(object(where))
	}
	return nil
}

func checkNested(nested any) error {
	list, isList := nested.([]any)
	if !isList {
		list = []any{nested}
	}
	for _, item := range list {
		if err := checkCondition(object(item)); err != nil {
			return err
		}
	}
	return nil
}
