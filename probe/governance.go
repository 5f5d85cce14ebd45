package probe

import (
	"context"
	"fmt"
	"time"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// on is the id of an extension of a resource, such as a lock.
func on(id string, extension catalog.Type, name string) string {
	return id + "/providers/" + extension.ARM + "/" + name
}

var importUnderLock = Probe{
	Name: "import-under-lock", Simulated: "409 ScopeLocked",
	Question: "What does an image import answer into a registry with a read-only lock?",
	Sources:  "Azure docs: azure-resource-manager/management/lock-resources, of requests that write",
	Makes:    []Priced{standardRegistry}, Takes: 30 * time.Minute,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		lock := on(s.registry(), catalog.LockAtScope, "probe")
		s.RemoveFirst(lock)
		err := s.makeAll(ctx, made{s.registry(), s.standard()},
			made{lock, Body{"properties": Body{"level": "ReadOnly"}}})
		if err != nil {
			return Finding{}, err
		}
		answer, err := s.Post(ctx, s.registry(), "importImage", importOf(sample))
		return answer.finding(), err
	},
}

var malformedRoles = Probe{
	Name: "malformed-roles",
	Simulated: "no name: 400 InvalidRoleDefinition; no scope: 400 InvalidRoleDefinition; role of Azure's: " +
		"400 InvalidRoleDefinition; lock of no level: 400 InvalidLockLevel",
	Question: "By which codes are roles refused that cannot be, and locks?",
	Sources:  "nobody", Takes: 20 * time.Minute,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		permitted := []any{readContent}
		nameless, scopeless := s.customRole(1, permitted), s.customRole(2, permitted)
		with(nameless.body, func(p Body) { delete(p, "roleName") })
		with(scopeless.body, func(p Body) { p["assignableScopes"] = []any{} })
		lock := on(s.group, catalog.LockAtScope, "probe")
		for _, id := range []string{nameless.id, scopeless.id, lock} {
			s.RemoveFirst(id)
		}
		return s.each(ctx,
			attempt{as: "no name", id: nameless.id, body: nameless.body},
			attempt{as: "no scope", id: scopeless.id, body: scopeless.body},
			attempt{
				as: "role of Azure's", id: on(s.group, catalog.RoleDefinition, azure.AcrPull.GUID),
				body: s.customRole(3, permitted).body,
			},
			attempt{as: "lock of no level", id: lock, body: Body{"properties": Body{"level": "Sometimes"}}})
	},
}

// allowedLocations is a policy of Azure's own that needs a parameter. Azure/azure-policy.
const allowedLocations = "e56962a6-4747-49cd-b67b-bf8b01975c4c"

var policyParameters = Probe{
	Name:      "policy-parameters",
	Simulated: "missing: 400 MissingPolicyParameter; unknown: 400 UndefinedPolicyParameter",
	Question:  "By which codes is a policy assignment refused whose parameters do not fit?",
	Sources: "Azure-Landing-Zones#442, terraform-azurerm-caf-enterprise-scale#282; the code of a missing " +
		"one is assumed",
	Takes: 20 * time.Minute,
	Ask: puttingEach(nothing, func(s *Scene) []attempt {
		id := on(s.group, catalog.PolicyAssignment, "probe")
		assignment := func(parameters Body) Body {
			return Body{"properties": Body{
				"policyDefinitionId": on("", catalog.PolicyDefinition, allowedLocations),
				"parameters":         parameters,
			}}
		}
		locations := Body{"value": []any{s.Location}}
		unknown := Body{"listOfAllowedLocations": locations, "listOfNothing": locations}
		return []attempt{
			{as: "missing", id: id, body: assignment(Body{})},
			{as: "unknown", id: id, body: assignment(unknown)},
		}
	}),
}

var refusedTags = Probe{
	Name: "refused-tags",
	Simulated: "Azure's own: 400 InvalidTagName; twice in another case: 400 DuplicateTagNames; too many: " +
		"400 TooManyTags; a zone's, with a space: 400 InvalidTagName; a zone's, with a digit first: 400 " +
		"InvalidTagName; a zone's, too many: 400 TooManyTags",
	Question: "By which codes are tags refused?",
	Sources: "Azure docs: tag-resources; azure-rest-api-specs#13600 of zones; the codes but of names and " +
		"lengths are assumed",
	Takes: 20 * time.Minute,
	Ask: puttingEach(nothing, func(s *Scene) []attempt {
		tagged := func(as, id, location string, tags Body) attempt {
			return attempt{as: as, id: s.ID(id), body: Body{"location": location, "tags": tags}}
		}
		return []attempt{
			tagged("Azure's own", identity, s.Location, Body{"azure-team": "probe"}),
			tagged("twice in another case", identity, s.Location, Body{"team": "a", "Team": "b"}),
			tagged("too many", identity, s.Location, manyTags(51)),
			tagged("a zone's, with a space", zone, "global", Body{"my team": "probe"}),
			tagged("a zone's, with a digit first", zone, "global", Body{"1team": "probe"}),
			tagged("a zone's, too many", zone, "global", manyTags(16)),
		}
	}),
}

func manyTags(count int) Body {
	tags := Body{}
	for i := range count {
		tags[fmt.Sprintf("tag%d", i)] = "probe"
	}
	return tags
}
