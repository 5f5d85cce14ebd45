package probe

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// youngRegistryVersion is an api-version that has roles by repository and the policy of tokens' audience.
// azure-native 2's own, from before either, is what [Scene.Put] uses.
const youngRegistryVersion = "2025-11-01"

var oldVersionPut = Probe{
	Name: "old-version-put", Sources: "nobody",
	Question: "What does a PUT with an api-version from before roleAssignmentMode and the policy of " +
		"tokens' audience do to them?",
	Simulated: "roleAssignmentMode kept, azureADAuthenticationAsArmPolicy kept",
	Makes:     []Priced{standardRegistry}, Takes: 20 * time.Minute, Ask: askOldVersion,
}

func askOldVersion(ctx context.Context, s *Scene) (Finding, error) {
	young, err := s.each(ctx, attempt{
		as: "young api-version", id: s.registry(), by: youngRegistryVersion,
		body: with(s.standard(), func(p Body) {
			p["roleAssignmentMode"] = azure.ABACMode
			p["policies"] = Body{"azureADAuthenticationAsArmPolicy": Body{"status": "disabled"}}
		}),
	}, attempt{as: "old api-version", id: s.registry(), body: s.standard()})
	if err != nil || len(young.Details) > 0 {
		return young, err
	}
	after, err := s.GetBy(ctx, youngRegistryVersion, s.registry())
	if err != nil {
		return Finding{}, err
	}
	audience := text(after.Body, "properties", "policies", "azureADAuthenticationAsArmPolicy", "status")
	mode := text(after.Body, "properties", "roleAssignmentMode")
	return Finding{
		Answer: "roleAssignmentMode " + kept(mode, azure.ABACMode) +
			", azureADAuthenticationAsArmPolicy " + kept(audience, "disabled"),
		Details: []string{fmt.Sprintf("roleAssignmentMode is %q, the policy %q", mode, audience)},
	}, nil
}

func kept(value, before string) string {
	if strings.EqualFold(value, before) {
		return "kept"
	}
	return "reset"
}

var noSuchVersion = Probe{
	Name: "no-such-version", Sources: "acs-engine#4037 has the code of another type",
	Question: "What does reading a registry that is not there answer, by an api-version that registries " +
		"have not?",
	Simulated: "404 InvalidResourceType",
	Takes:     time.Minute,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		answer, err := s.GetBy(ctx, "2023-05-01", s.registry())
		return answer.finding(), err
	},
}

var tagsAnswered = Probe{
	Name:     "tags-answered",
	Sources:  "recordings of azure-native's tests have networks and public addresses; nobody has the others",
	Question: "Which types answer empty tags, and which none, where none were given?",
	Simulated: "none: NAT gateway, network security group, public IP address, route table, virtual " +
		"network; empty: identity, private DNS zone, registry, virtual network link, workspace",
	Makes: []Priced{basicRegistry, natGateway}, Takes: 30 * time.Minute, Ask: askTags,
}

func askTags(ctx context.Context, s *Scene) (Finding, error) {
	all := append(s.linked(), s.outside()...)
	all = append(all, made{s.registry(), s.basic()}, s.workspace("log"), s.newIdentity())
	if err := s.makeAll(ctx, all...); err != nil {
		return Finding{}, err
	}
	nouns := map[bool][]string{}
	for _, m := range all {
		answer, err := s.Get(ctx, m.id)
		if err != nil {
			return Finding{}, err
		}
		_, tagged := answer.Body["tags"].(map[string]any)
		nouns[tagged] = append(nouns[tagged], rowOf(m.id).Noun)
	}
	list := func(tagged bool) string {
		slices.Sort(nouns[tagged])
		return strings.Join(nouns[tagged], ", ")
	}
	return found("none: " + list(false) + "; empty: " + list(true))
}

func (s *Scene) workspace(name string) made {
	return made{
		s.ID(catalog.Workspace.ARM + "/log-probe-" + name),
		Body{"location": s.Location, "properties": Body{"sku": Body{"name": "PerGB2018"}}},
	}
}
