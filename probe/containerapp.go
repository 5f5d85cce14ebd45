package probe

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
)

// withoutIdentity is a workload that names an identity for its registry which it does not have.
func withoutIdentity(body Body) Body {
	delete(body, "identity")
	return body
}

var appWithoutItsIdentity = Probe{
	Name:      "app-without-its-identity",
	Simulated: "app: 400 InvalidRegistryIdentity; job: 400 InvalidRegistryIdentity",
	Question:  "What does a container app or a job answer whose registry names an identity that it lacks?",
	Sources:   "nobody has the code", Makes: []Priced{standardRegistry, containerApp}, Takes: time.Hour,
	Ask: puttingEach(
		func(s *Scene) []made { return append(s.onlyEnvironment(), s.openRegistry()...) },
		func(s *Scene) []attempt {
			return []attempt{
				{as: "app", id: s.ID(app), body: withoutIdentity(s.pullingApp(copied))},
				{as: "job", id: s.ID(job), body: withoutIdentity(s.pullingJob(copied))},
			}
		}),
}

var appRefusals = Probe{
	Name: "app-refusals",
	Simulated: "password that is no secret: 400 ContainerAppSecretRefNotFound; job without a trigger: 400 " +
		"ContainerAppJobInvalidConfiguration; revision written: 405 MethodNotAllowed; environment of an " +
		"app deleted: 409 ManagedEnvironmentHasContainerApps",
	Question: "By which codes do Container Apps refuse what cannot be?",
	Sources:  "nobody", Makes: []Priced{containerApp}, Takes: time.Hour,
	Ask: puttingEach(
		func(s *Scene) []made {
			return append(s.onlyEnvironment(), made{s.ID(app), s.appOf(microsofts(serving))})
		},
		func(s *Scene) []attempt {
			return []attempt{
				{
					as: "password that is no secret", id: s.ID(app + "-2"),
					body: with(s.appOf(microsofts(serving)), func(p Body) {
						p["configuration"] = Body{"registries": []any{Body{
							"server": s.loginServer(), "username": "probe", "passwordSecretRef": "none",
						}}}
					}),
				},
				{
					as: "job without a trigger", id: s.ID(job),
					body: with(s.pullingJob(copied), func(p Body) { p["configuration"] = Body{} }),
				},
				{
					as: "revision written", id: s.ID(app) + "/revisions/ca-probe--again",
					body: Body{"properties": Body{}},
				},
				{
					as: "environment of an app deleted", id: s.ID(environment), method: http.MethodDelete,
				},
			}
		}),
}

var unchangedImage = Probe{
	Name: "unchanged-image", Simulated: "app: accepted; job: accepted",
	Question: "Is an image looked at again that was pulled before, when its app or job changes in " +
		"something else?",
	Sources: "Azure docs: container-apps/troubleshoot-image-pull-failures, of apps; nobody of jobs",
	Makes:   []Priced{standardRegistry, containerApp}, Takes: 2 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.runningApp(ctx, made{s.ID(job), s.pullingJob(copied)}); err != nil {
			return Finding{}, err
		}
		if err := s.remove(ctx, s.registry()); err != nil {
			return Finding{}, err
		}
		return s.each(ctx,
			attempt{as: "app", id: s.ID(app), body: changed(s.pullingApp(copied))},
			attempt{as: "job", id: s.ID(job), body: changed(s.pullingJob(copied))})
	},
}

// changed is a workload whose container has one variable more.
func changed(body Body) Body {
	for _, container := range items(body, "properties", "template", "containers") {
		container["env"] = []any{Body{"name": "CHANGED", "value": "yes"}}
	}
	return body
}

// runningApp is an app that has pulled from the scene's registry, with others.
func (s *Scene) runningApp(ctx context.Context, others ...made) error {
	if err := s.openPath(ctx); err != nil {
		return err
	}
	several := with(s.pullingApp(copied), func(p Body) {
		configuration, _ := p["configuration"].(Body)
		configuration["activeRevisionsMode"] = "Multiple"
	})
	given := append(s.onlyEnvironment(), made{s.ID(app), several})
	return s.makeAll(ctx, append(given, others...)...)
}

var revisionStates = Probe{
	Name: "revision-states",
	Simulated: "replica without its image: Waiting, ImagePullBackOff; inactive revision: Deprovisioned, " +
		"None, Stopped",
	Question: "By which words do Container Apps show a replica that cannot pull, and a revision that is " +
		"inactive?",
	Sources: "azure-container-apps-practical-guide, revision-provisioning-failure, of one that crashes; " +
		"the others are assumed",
	Makes: []Priced{standardRegistry, containerApp}, Takes: 2 * time.Hour, Ask: askStates,
}

func askStates(ctx context.Context, s *Scene) (Finding, error) {
	if err := s.runningApp(ctx); err != nil {
		return Finding{}, err
	}
	shown, err := s.Get(ctx, s.ID(app))
	if err != nil {
		return Finding{}, err
	}
	revision := s.ID(app) + "/revisions/" + text(shown.Body, "properties", "latestRevisionName")
	if err := s.remove(ctx, s.registry()); err != nil {
		return Finding{}, err
	}
	replica, err := s.after(ctx, revision, "restart", s.waitingReplica)
	if err != nil {
		return Finding{}, err
	}
	inactive, err := s.after(ctx, revision, "deactivate", s.revisionState)
	var tale story
	tale.tell("replica without its image", replica)
	tale.tell("inactive revision", inactive)
	return tale.finding(), err
}

// after is what a revision looks like some minutes after an action.
func (s *Scene) after(
	ctx context.Context, revision, action string, look func(context.Context, string) (Finding, error),
) (Finding, error) {
	answer, err := s.Post(ctx, revision, action, nil)
	if err := answer.failure(err); err != nil {
		return Finding{}, fmt.Errorf("asking revision %q to %s: %w", path.Base(revision), action, err)
	}
	if err := s.pause(ctx, 5*time.Minute); err != nil {
		return Finding{}, err
	}
	return look(ctx, revision)
}

// reasonWord is the word by which Kubernetes says why a container waits.
var reasonWord = regexp.MustCompile(`reason: (\w+)`)

// waitingReplica is how the container of a replica is that is not ready.
func (s *Scene) waitingReplica(ctx context.Context, revision string) (Finding, error) {
	answer, err := s.GetBy(ctx, appsVersion, revision+"/replicas")
	if err != nil {
		return Finding{}, err
	}
	for _, replica := range items(answer.Body, "value") {
		for _, container := range items(replica, "properties", "containers") {
			if ready, _ := container["ready"].(bool); !ready {
				return waiting(container), nil
			}
		}
	}
	return found("none")
}

func waiting(container Body) Finding {
	state, details := text(container, "runningState"), text(container, "runningStateDetails")
	if word := reasonWord.FindStringSubmatch(details); word != nil {
		state += ", " + word[1]
	}
	return Finding{Answer: state, Details: []string{details}}
}

func (s *Scene) revisionState(ctx context.Context, revision string) (Finding, error) {
	answer, err := s.Get(ctx, revision)
	var states []string
	for _, key := range []string{"provisioningState", "healthState", "runningState"} {
		states = append(states, text(answer.Body, "properties", key))
	}
	return Finding{Answer: strings.Join(states, ", ")}, err
}
