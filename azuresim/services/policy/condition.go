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

// holds evaluates a condition.
func (a *subject) holds(condition engine.Body) bool {
	for key, value := range condition {
		switch nested := value.(type) {
		case []any:
			switch strings.ToLower(key) {
			case "allof":
				return !slices.ContainsFunc(nested, func(c any) bool { return !a.holds(object(c)) })
			case "anyof":
				return slices.ContainsFunc(nested, func(c any) bool { return a.holds(object(c)) })
			}
		case engine.Body:
			if strings.EqualFold(key, "not") {
				return !a.holds(nested)
			}
		}
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
	operand, values := a.operand(condition)
	want = a.wanted(condition, want)
	for _, value := range values {
		if !compare(value, want) {
			return false
		}
	}
	a.found = append(a.found, engine.Body{
		"result": "True", "expressionKind": operand, "expression": condition[strings.ToLower(operand)],
		"operator": strings.ToUpper(name[:1]) + name[1:], "targetValue": want,
		"expressionValue": shown(values),
	})
	return true
}

// wanted is what a condition compares to. Locations are compared in their short form.
func (a *subject) wanted(condition engine.Body, want any) any {
	want = a.resolve(want)
	if field, _ := condition["field"].(string); !strings.EqualFold(field, "location") {
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

// operand is what a condition compares, and the values of that.
func (a *subject) operand(condition engine.Body) (string, []any) {
	if count, is := condition["count"].(engine.Body); is {
		return "Count", []any{a.count(count)}
	}
	if value, is := condition["value"]; is {
		return "Value", []any{a.resolve(value)}
	}
	return "Field", a.field(fmt.Sprint(a.resolve(condition["field"])))
}

// count is how many items of a field meet a condition of their own.
func (a *subject) count(count engine.Body) float64 {
	alias := fmt.Sprint(count["field"])
	where, conditional := count["where"].(engine.Body)
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
		if nested, is := condition[key]; is {
			return checkNested(nested)
		}
	}
	if _, compare, _ := operatorIn(condition); compare == nil {
		return fmt.Errorf("the condition %v has no operator that simulated Azure knows", condition)
	}
	if count, is := condition["count"].(engine.Body); is {
		if where, is := count["where"].(engine.Body); is {
			return checkCondition(where)
		}
		if count["field"] == nil {
			return fmt.Errorf("counting %v is not simulated", count)
		}
		return nil
	}
	return checkTexts(condition)
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
