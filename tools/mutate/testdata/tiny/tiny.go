// Package tiny is for the tests of command mutate: each function has one kind of mutant or a few.
package tiny

import "private-acr/tools/mutate/testdata/answer"

// question is a table with code in it.
type question struct {
	title string
	kinds []answer.Kind
	ask   func(answer.Value) string
	same  func(answer.Value) answer.Answer
}

var open = question{
	title: "Data is left alone.",
	kinds: []answer.Kind{answer.Door, answer.Window},
	ask: func(v answer.Value) string {
		return answer.When(v.Or("open").Is("shut").Not(), "is %s", v)
	},
	same: answer.Same("open"),
}
