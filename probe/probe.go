package probe

import (
	"context"
	"strings"
	"time"
)

// Probe is one question to Azure, and what simulated Azure answers.
type Probe struct {
	// Name is words with hyphens between them, such as "grant-age".
	Name string
	// Question is what the probe finds out, as a question.
	Question string
	// Simulated is the Finding that simulated Azure leads to.
	Simulated string
	// Sources says who says so, or who disagrees; "nobody" where it is assumed.
	Sources string
	// Makes is what costs money while the probe runs.
	Makes []Priced
	// Takes is the longest that the probe may take, in Azure's time, its clearing up included.
	Takes time.Duration
	// Ask makes what it needs and finds the answer. An error is a failure to ask, not an answer.
	Ask func(context.Context, *Scene) (Finding, error)
}

// Finding is what a probe has found.
type Finding struct {
	// Answer is short and the same whenever Azure does the same: no figures, ids or times. It is compared
	// with [Probe.Simulated].
	Answer string
	// Details are what else there is to know: figures, and Azure's own words.
	Details []string
}

// found is a Finding without details.
func found(answer string) (Finding, error) { return Finding{Answer: answer}, nil }

// story is a Finding of several parts.
type story struct{ answers, details []string }

// tell adds what was found of a part: "no grant: 409 Conflict".
func (s *story) tell(as string, f Finding) {
	s.answers = append(s.answers, as+": "+f.Answer)
	for _, detail := range f.Details {
		s.details = append(s.details, as+": "+detail)
	}
}

// finding has the parts in the order of their telling, with semicolons between them.
func (s *story) finding() Finding {
	return Finding{Answer: strings.Join(s.answers, "; "), Details: s.details}
}
