package policy

import (
	"fmt"
	"strings"

	"private-acr/azuresim/engine"
)

// function is what an expression can call.
type function func(a *subject, arguments []any) any

// functions are the ones that the policies of registries and landing zones use, by their names in lower case.
// Azure docs: governance/policy/concepts/definition-structure-policy-rule, "policy functions".
var functions = map[string]function{
	"parameters":    ofText(parameterOf),
	"field":         ofText(fieldOf),
	"current":       ofText(currentOf),
	"resourcegroup": func(a *subject, _ []any) any { return a.group },
	"subscription":  func(a *subject, _ []any) any { return subscriptionOf(a.resource) },
	"concat":        concat,
	"tolower":       ofText(func(_ *subject, text string) any { return strings.ToLower(text) }),
	"toupper":       ofText(func(_ *subject, text string) any { return strings.ToUpper(text) }),
	"replace":       replace,
	"split":         split,
	"first":         ofList(func(list []any) any { return part(list, 0.0) }),
	"last":          ofList(func(list []any) any { return part(list, float64(len(list)-1)) }),
	"length":        length,
	"empty":         func(a *subject, arguments []any) any { return length(a, arguments) == 0.0 },
	"contains":      ofTwo(contains),
	"equals":        ofTwo(equals),
	"not":           func(_ *subject, arguments []any) any { return !isTrue(argument(arguments, 0)) },
	"if":            choose,
}

// argument is the one at a place, nil if it is not given.
func argument(arguments []any, at int) any {
	if at >= len(arguments) {
		return nil
	}
	return arguments[at]
}

func ofText(call func(a *subject, text string) any) function {
	return func(a *subject, arguments []any) any {
		return call(a, fmt.Sprint(argument(arguments, 0)))
	}
}

func ofList(call func(list []any) any) function {
	return func(_ *subject, arguments []any) any {
		list, _ := argument(arguments, 0).([]any)
		return call(list)
	}
}

func ofTwo(compare func(a, b any) bool) function {
	return func(_ *subject, arguments []any) any {
		return compare(argument(arguments, 0), argument(arguments, 1))
	}
}

func parameterOf(a *subject, name string) any { return lookUp(a.parameters, name) }

// currentOf is the item of a field that is being counted.
func currentOf(a *subject, name string) any { return a.current[strings.ToLower(name)] }

// fieldOf is a field's value; of a field that stands for several, the list of them.
func fieldOf(a *subject, name string) any {
	found := a.field(name)
	if strings.Contains(name, "[*]") && a.current[strings.ToLower(name)] == nil {
		return found
	}
	return argument(found, 0)
}

func subscriptionOf(res *engine.Resource) engine.Body {
	id := engine.SubscriptionOf(res.ID)
	return engine.Body{"id": id, "subscriptionId": engine.LastName(id)}
}

// concat joins texts, or lists.
func concat(_ *subject, arguments []any) any {
	var joined strings.Builder
	var list []any
	for _, value := range arguments {
		if items, is := value.([]any); is {
			list = append(list, items...)
			continue
		}
		if value != nil {
			fmt.Fprint(&joined, value)
		}
	}
	if list != nil {
		return list
	}
	return joined.String()
}

func replace(_ *subject, arguments []any) any {
	return strings.ReplaceAll(fmt.Sprint(argument(arguments, 0)), fmt.Sprint(argument(arguments, 1)),
		fmt.Sprint(argument(arguments, 2)))
}

func split(_ *subject, arguments []any) any {
	whole, separator := fmt.Sprint(argument(arguments, 0)), fmt.Sprint(argument(arguments, 1))
	list := []any{}
	for item := range strings.SplitSeq(whole, separator) {
		list = append(list, item)
	}
	return list
}

// length is that of a list, an object or a text; of nothing it is 0.
func length(_ *subject, arguments []any) any {
	switch value := argument(arguments, 0).(type) {
	case []any:
		return float64(len(value))
	case engine.Body:
		return float64(len(value))
	case string:
		return float64(len([]rune(value)))
	}
	return 0.0
}

func choose(_ *subject, arguments []any) any {
	if isTrue(argument(arguments, 0)) {
		return argument(arguments, 1)
	}
	return argument(arguments, 2)
}
