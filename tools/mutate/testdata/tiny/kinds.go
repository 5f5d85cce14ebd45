package tiny

import "private-acr/tools/mutate/testdata/answer"

// none is a constant text.
const none = "none"

// names are a table, which stays as it is.
var names = map[string]string{none: "nothing", "one": "something"}

// places are a table whose keys have to stay constants.
func places() []string { return []string{answer.No: none, answer.Yes: "there"} }

// Name reads the table.
func Name(values []answer.Value) string {
	if len(values) < 1 {
		return names[none]
	}
	return names["one"]
}

// Few says that there are not many.
func Few(values []answer.Value) bool { return len(values) <= 1 }

// Full has a boundary for each number of values.
func Full(values []answer.Value) bool { return !(2 > len(values)) }

// All asks all values.
func All(values []answer.Value, known answer.Answer) answer.Answer {
	same := answer.Every(values, func(v answer.Value) answer.Answer { return v.Is(none) })
	if same == answer.Yes {
		return known.Then(answer.No)
	}
	return answer.Unknown
}

// Twice calls with a number and with a condition.
func Twice(n int) int {
	if answer.Known(n > 2) == answer.Yes {
		return double(3)
	}
	return n
}

func double(n int) int { return n * 2 }
