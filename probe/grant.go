package probe

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// within says in few words how long something took, as an Answer may.
func within(took time.Duration) string {
	switch {
	case took <= 2*time.Minute:
		return "within two minutes"
	case took <= 10*time.Minute:
		return "within ten minutes"
	}
	return "later"
}

// latePatience is for what Azure says to take ten minutes at most.
const latePatience = 40 * time.Minute

// lasts says how long something is still so: the time from now to the start of the last look that found it
// so, 0 where none did, patience where the last one does. How long a look takes does not count.
func (s *Scene) lasts(
	ctx context.Context, patience time.Duration, still func(context.Context) (bool, error),
) (last time.Duration, err error) {
	began, err := s.Now(ctx)
	if err != nil {
		return 0, err
	}
	_, over, err := s.Until(ctx, patience, func(ctx context.Context) (bool, error) {
		now, err := s.Now(ctx)
		if err != nil {
			return false, err
		}
		is, err := still(ctx)
		if is {
			last = now.Sub(began)
		}
		return !is, err
	})
	if err == nil && !over {
		last = patience
	}
	return last, err
}

// turn has one container group made after the other until a pull is accepted that was refused, or the other
// way round, and says how long that lasts.
func (s *Scene) turn(ctx context.Context, base string, body Body, accepted bool) (time.Duration, error) {
	try := 0
	return s.lasts(ctx, latePatience, func(ctx context.Context) (bool, error) {
		try++
		answer, err := s.Put(ctx, fmt.Sprintf("%s-%d", s.ID(base), try), body)
		return answer.Refused() == accepted, err
	})
}

// lasted is the finding of how long something lasts.
func lasted(last time.Duration, err error) (Finding, error) {
	return Finding{Answer: within(last), Details: []string{
		fmt.Sprintf("last found so after %s", last.Round(time.Second)),
	}}, err
}

var grantAge = Probe{
	Name: "grant-age", Simulated: "within two minutes",
	Question: "How old must a role assignment be until a container group can pull with it? Ask more than " +
		"once: each has a time of its own.",
	Sources: "Azure docs: container-registry-faq, up to 10 min; reports of 30 to 120 s; how many are late " +
		"is assumed",
	Makes: []Priced{standardRegistry, containerGroup}, Takes: time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.stocked(ctx, sample, s.openRegistry()...); err != nil {
			return Finding{}, err
		}
		if _, err := s.grant(ctx, s.pullRole()); err != nil {
			return Finding{}, err
		}
		return lasted(s.turn(ctx, group, s.pullingGroup(copied), true))
	},
}

var deletedGrant = Probe{
	Name: "deleted-grant", Simulated: "within two minutes",
	Question: "How long can a container group still pull when its role assignment is deleted?",
	Sources:  "Azure docs: role-based-access-control/troubleshooting, up to 10 min",
	Makes:    []Priced{standardRegistry, containerGroup}, Takes: 90 * time.Minute,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.stocked(ctx, sample, s.openRegistry()...); err != nil {
			return Finding{}, err
		}
		id, err := s.grant(ctx, s.pullRole())
		if err != nil {
			return Finding{}, err
		}
		if err := s.pause(ctx, oldGrant); err != nil {
			return Finding{}, err
		}
		if _, err := s.Delete(ctx, id); err != nil {
			return Finding{}, err
		}
		return lasted(s.turn(ctx, group, s.pullingGroup(copied), false))
	},
}

// What custom roles of probes permit.
const (
	readContent  = "Microsoft.ContainerRegistry/registries/repositories/content/read"
	readMetadata = "Microsoft.ContainerRegistry/registries/repositories/metadata/read"
)

// abacVersion is the api-version of registries that know of ABAC permissions and of tokens' audiences.
const abacVersion = "2025-11-01"

// guid is one that nobody has but the scene.
func (s *Scene) guid(name any) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(fmt.Sprint(s.group, "/", name))).String()
}

// customRole lets whoever has it do so with the data of the scene's resources. It lives in the directory.
func (s *Scene) customRole(number int, dataActions []any) made {
	return made{s.ID(catalog.RoleDefinition.ARM + "/" + s.guid(number)), Body{"properties": Body{
		"roleName": fmt.Sprintf("private-acr probe %s-%d", s.unique, number), "type": "CustomRole",
		"assignableScopes": []any{s.group},
		"permissions":      []any{Body{"actions": []any{}, "dataActions": dataActions}},
	}}}
}

var abacNeedsMetadata = Probe{
	Name:      "abac-needs-metadata",
	Question:  "Does a pull from a registry with ABAC permissions need the right to read metadata too?",
	Simulated: "content: accepted, then InaccessibleImage; content and metadata: accepted",
	Sources: "Azure docs: container-registry-rbac-abac-repository-permissions, of whose roles each has " +
		"both; nobody about one alone",
	Makes: []Priced{standardRegistry, containerGroup}, Takes: 2 * time.Hour, Ask: askABAC,
}

func askABAC(ctx context.Context, s *Scene) (Finding, error) {
	registry := with(s.standard(), func(p Body) { p["roleAssignmentMode"] = azure.ABACMode })
	if err := s.MakeBy(ctx, abacVersion, s.registry(), registry); err != nil {
		return Finding{}, err
	}
	if err := s.stocked(ctx, sample, s.newIdentity()); err != nil {
		return Finding{}, err
	}
	var tale story
	for i, permitted := range [][]any{{readContent}, {readContent, readMetadata}} {
		answer, err := s.pullWith(ctx, i, permitted)
		if err != nil {
			return Finding{}, err
		}
		tale.tell([]string{"content", "content and metadata"}[i], answer.finding())
	}
	return tale.finding(), nil
}

// pullWith has a container group pull with a custom role.
func (s *Scene) pullWith(ctx context.Context, number int, dataActions []any) (Answer, error) {
	role := s.customRole(number, dataActions)
	s.RemoveFirst(role.id)
	if err := s.makeAll(ctx, role); err != nil {
		return Answer{}, err
	}
	id, err := s.grant(ctx, role.id)
	s.RemoveFirst(id)
	if err != nil {
		return Answer{}, err
	}
	if err := s.pause(ctx, oldGrant); err != nil {
		return Answer{}, err
	}
	return s.Put(ctx, fmt.Sprintf("%s-%d", s.ID(group), number), s.pullingGroup(copied))
}
