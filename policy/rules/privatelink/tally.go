package privatelink

import (
	"slices"
	"strings"

	"private-acr/policy/rule"
)

// tally asks the same of several things and remembers of which it holds.
type tally struct {
	answer rule.Answer
	names  []string
}

func newTally() *tally { return &tally{answer: rule.No} }

// add counts one thing in. The same name is remembered once.
func (t *tally) add(holds rule.Answer, name string) {
	t.answer = t.answer.Or(holds)
	if holds == rule.Yes && !slices.Contains(t.names, name) {
		t.names = append(t.names, name)
	}
}

// String lists the things of which it holds.
func (t *tally) String() string { return strings.Join(t.names, ", ") }

// decided is yes for an answer that is either, and unknown for one that is neither.
func decided(answer rule.Answer) rule.Answer { return answer.Or(answer.Not()) }
