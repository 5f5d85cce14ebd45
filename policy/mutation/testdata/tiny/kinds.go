package tiny

import "private-acr/policy/rule"

// none is a constant text.
const none = "none"

// names are a table, which stays as it is.
var names = map[string]string{none: "nothing", "one": "something"}

// Name reads the table.
func Name(values []rule.Value) string {
	if len(values) < 1 {
		return names[none]
	}
	return names["one"]
}

// Few says that there are not many.
func Few(values []rule.Value) bool { return len(values) <= 1 }

// Full has a boundary for each number of values.
func Full(values []rule.Value) bool { return !(2 > len(values)) }

// All asks all values.
func All(values []rule.Value, known rule.Answer) rule.Answer {
	same := rule.Every(values, func(v rule.Value) rule.Answer { return v.Is(none) })
	if same == rule.Yes {
		return known.Then(rule.No)
	}
	return rule.Unknown
}

// Days reads a number with a default.
func Days(v rule.Value) float64 {
	days, _ := v.Or(30.0).Number()
	return days
}
