package privatelink

import (
	"slices"
	"strings"

	"private-acr/policy/rule"
)

// collector asks the same of several things, and collects the names of those of which it holds.
type collector struct {
	// answer is whether it holds of one of them at least.
	answer rule.Answer
	names  []string
}

func newCollector() *collector { return &collector{answer: rule.No} }

// add adds the answer of one thing. The same name is collected once.
func (c *collector) add(holds rule.Answer, name string) {
	c.answer = c.answer.Or(holds)
	if holds == rule.Yes && !slices.Contains(c.names, name) {
		c.names = append(c.names, name)
	}
}

// String lists the things of which it holds.
func (c *collector) String() string { return strings.Join(c.names, ", ") }

// decided is yes for an answer that is either, and unknown for one that is neither.
func decided(answer rule.Answer) rule.Answer { return answer.Or(answer.Not()) }
