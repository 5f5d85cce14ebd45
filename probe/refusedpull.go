package probe

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// manyTries is how often a probe asks the same where Azure may answer in two ways. Simulated Azure, which
// tosses a coin for each, then shows both.
const manyTries = 20

// ways are the different answers to the same request under other names, in their order: "409 Conflict or
// accepted". Two end the search.
func ways(
	ctx context.Context, tries int, put func(ctx context.Context, try int) (Answer, error),
) (Finding, error) {
	var answers, details []string
	for try := 1; try <= tries && len(answers) < 2; try++ {
		answer, err := put(ctx, try)
		if err != nil {
			return Finding{}, err
		}
		if is := answer.String(); !slices.Contains(answers, is) {
			answers = append(answers, is)
			details = append(details, fmt.Sprintf("at try %d: %s: %s", try, is, answer.Message))
		}
	}
	slices.Sort(answers)
	return Finding{Answer: strings.Join(answers, " or "), Details: details}, nil
}

// fault is a reason why an image cannot be pulled from the scene's registry.
type fault struct {
	as, image string
	// given comes before the pull.
	given func(context.Context, *Scene) error
}

// pullFaults are asked about in this order: the grant comes with the second.
var pullFaults = []fault{
	{"no grant", copied, func(context.Context, *Scene) error { return nil }},
	{"no such image", noImage, func(ctx context.Context, s *Scene) error { return s.granted(ctx) }},
}

// refusedPulls asks what a workload answers to each fault.
func refusedPulls(
	base string, tries int, body func(s *Scene, image string) Body, given func(*Scene) []made,
) func(context.Context, *Scene) (Finding, error) {
	return func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.stocked(ctx, serving, append(s.openRegistry(), given(s)...)...); err != nil {
			return Finding{}, err
		}
		var tale story
		for i, f := range pullFaults {
			if err := f.given(ctx, s); err != nil {
				return Finding{}, err
			}
			found, err := ways(ctx, tries, func(ctx context.Context, try int) (Answer, error) {
				return s.Put(ctx, fmt.Sprintf("%s-%d-%d", s.ID(base), i, try), body(s, f.image))
			})
			if err != nil {
				return Finding{}, err
			}
			tale.tell(f.as, found)
		}
		return tale.finding(), nil
	}
}

// onlyEnvironment is one outside of networks, which is cheap and soon made.
func (s *Scene) onlyEnvironment() []made {
	return []made{{s.ID(environment), s.environmentIn("")}}
}

const eitherWay = "400 InvalidParameterValueInContainerTemplate or accepted, then ContainerAppOperationError"

var refusedPullApp = Probe{
	Name: "refused-pull-app",
	Question: "Does a container app whose image cannot be pulled fail in the request or later, and does " +
		"the fault decide it?",
	Simulated: "no grant: " + eitherWay + "; no such image: " + eitherWay,
	Sources:   "azure-container-apps#863, #892, #1158 (in the request) and #1061 (later)",
	Makes:     []Priced{standardRegistry, containerApp}, Takes: 3 * time.Hour,
	Ask: refusedPulls(app, manyTries, (*Scene).pullingApp, (*Scene).onlyEnvironment),
}

var refusedPullJob = Probe{
	Name:      "refused-pull-job",
	Question:  "Does a job whose image cannot be pulled fail as a container app does?",
	Simulated: "no grant: " + eitherWay + "; no such image: " + eitherWay, Sources: "nobody",
	Makes: []Priced{standardRegistry}, Takes: 3 * time.Hour,
	Ask: refusedPulls(job, manyTries, (*Scene).pullingJob, (*Scene).onlyEnvironment),
}

var refusedPullGroup = Probe{
	Name:     "refused-pull-group",
	Question: "What does a container group answer whose image cannot be pulled, and when?",
	Simulated: "no grant: accepted, then InaccessibleImage; no such image: accepted, then " +
		"InaccessibleImage",
	Sources: "azure-docs#31168 has the code, nobody when",
	Makes:   []Priced{standardRegistry, containerGroup}, Takes: 3 * time.Hour,
	Ask: refusedPulls(group, 2, (*Scene).pullingGroup, nothing),
}

var afterFailedCreate = Probe{
	Name: "after-failed-create",
	Question: "What do an app and a container group leave whose image could not be pulled, and can they be " +
		"put again?",
	Simulated: "app: refused later, left Failed, put again: accepted; group: refused later, left Failed, " +
		"put again: accepted",
	Sources: "azure-container-apps#352: it has to be deleted first; nobody about groups",
	Makes:   []Priced{standardRegistry, containerApp, containerGroup}, Takes: 2 * time.Hour,
	Ask: askAfterFailure,
}

func askAfterFailure(ctx context.Context, s *Scene) (Finding, error) {
	err := s.stocked(ctx, serving, append(s.openRegistry(), s.onlyEnvironment()...)...)
	if err != nil {
		return Finding{}, err
	}
	var tale story
	for _, c := range []struct {
		as, base      string
		failing, good Body
	}{
		{"app", app, s.pullingApp(copied), s.appOf(microsofts(serving))},
		{"group", group, s.pullingGroup(copied), s.groupOf(microsofts(sample))},
	} {
		left, err := s.afterFailure(ctx, s.ID(c.base), c.failing, c.good)
		if err != nil {
			return Finding{}, err
		}
		tale.tell(c.as, Finding{Answer: left})
	}
	return tale.finding(), nil
}

// afterFailure puts what cannot pull until it fails late, looks what is left, and puts what can.
func (s *Scene) afterFailure(ctx context.Context, base string, failing, good Body) (string, error) {
	id, refused := base, "refused at once"
	for try := 1; try <= manyTries; try++ {
		id = fmt.Sprintf("%s-%d", base, try)
		answer, err := s.Put(ctx, id, failing)
		if err != nil {
			return "", err
		}
		if answer.Late {
			refused = "refused later"
			break
		}
	}
	left, err := s.Get(ctx, id)
	if err != nil {
		return "", err
	}
	state := "nothing"
	if !left.Refused() {
		state = text(left.Body, "properties", "provisioningState")
	}
	again, err := s.Put(ctx, id, good)
	return fmt.Sprintf("%s, left %s, put again: %s", refused, state, again), err
}
