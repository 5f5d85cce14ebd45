package timeline

import (
	"slices"
	"time"
)

// Timeline is what Azure did during a run.
type Timeline struct {
	// Took is how long the run took, in Azure's time.
	Took time.Duration
	// Spans are in the order in which they began.
	Spans []Span
}

// Chain is the longest chain of spans that wait for each other, by their indices, and how long it takes: no
// run can be faster.
func (t Timeline) Chain() ([]int, time.Duration) {
	ends, last := make([]time.Duration, len(t.Spans)), -1
	for i, span := range t.Spans {
		if p := t.latest(i, ends); p >= 0 {
			ends[i] = ends[p]
		}
		ends[i] += span.Takes()
		if !span.Waits && (last < 0 || ends[i] > ends[last]) {
			last = i
		}
	}
	if last < 0 {
		return nil, 0
	}
	chain := []int{last}
	for p := t.latest(last, ends); p >= 0; p = t.latest(p, ends) {
		chain = append(chain, p)
	}
	slices.Reverse(chain)
	return chain, ends[last]
}

// latest is the index of the span that ends last of those that the one with the index waits for, -1 for none.
func (t Timeline) latest(i int, ends []time.Duration) int {
	last := -1
	for _, j := range t.Spans[i].after {
		if last < 0 || ends[j] > ends[last] {
			last = j
		}
	}
	return last
}

// OneByOne is how long the same would take a person who begins each operation when the one before it has
// ended and nothing is missing for it: as the commands of a guide are run.
func (t Timeline) OneByOne() time.Duration {
	ends, now := make([]time.Duration, len(t.Spans)), time.Duration(0)
	for i, span := range t.Spans {
		begins := now
		if p := t.latest(i, ends); p >= 0 {
			begins = max(now, ends[p])
			if span.Waits {
				begins = ends[p]
			}
		}
		ends[i] = begins + span.Takes()
		if !span.Waits {
			now = ends[i]
		}
	}
	return now
}
