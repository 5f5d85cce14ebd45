package network

import (
	"slices"
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
)

// Group is what private link offers of a resource.
type Group struct {
	// Name is what a private endpoint asks for.
	Name string
	// Members are those that an endpoint to the group has an address for.
	Members []string
	// Zone is the private DNS zone for the members' names.
	Zone string
}

// Target is what private link can lead to: resources of one type, each of which offers groups.
type Target interface {
	// Admit refuses a private endpoint, or the change of one, for reasons of the target's own.
	Admit(target, endpoint *engine.Resource) error
	// Quiet refuses to change what private link knows of the target while somebody other than the exception
	// does.
	Quiet(target, except *engine.Resource) error
	// Groups are those that are offered now.
	Groups(target *engine.Resource) []Group
	// Members are those that an endpoint to the group needs an address for, whether they answer yet or not,
	// in the order in which they get one.
	Members(target *engine.Resource, group string) []string
	// Foresees reports whether an endpoint to the group may have a static address for a member that is not
	// among those needed now.
	Foresees(target *engine.Resource, group, member string) bool
	// Answers reports whether a member answers to its name by now.
	Answers(target *engine.Resource, member string) bool
	// Names are the public name of a member, and the name in private DNS that this is an alias of as soon as
	// there is an endpoint.
	Names(target *engine.Resource, member string) (host, alias string)
}

// LinkTo says that private endpoints can lead to resources of a type.
func (s *Service) LinkTo(resourceType string, target Target) {
	s.targets[resourceType] = target
}

// PrivateLinkResources is the action of that name, which lists the groups that a target offers now.
func (s *Service) PrivateLinkResources(res *engine.Resource, _ engine.Body) (engine.Result, error) {
	items := []any{}
	for _, group := range s.targets[res.Type].Groups(res) {
		members := make([]any, len(group.Members))
		for i, member := range group.Members {
			members[i] = member
		}
		items = append(items, engine.Body{
			"id": res.ID + "/privateLinkResources/" + group.Name, "name": group.Name,
			"type": res.Type + "/privateLinkResources",
			"properties": engine.Body{
				"groupId": group.Name, "requiredMembers": members, "requiredZoneNames": []any{group.Zone},
			},
		})
	}
	return engine.Result{Body: engine.Body{"value": items}}, nil
}

// targetOf is what an id leads to, nil if it is nothing that private link knows.
func (s *Service) targetOf(id string) (*engine.Resource, Target) {
	res := s.engine.Find("", id)
	if res == nil || s.targets[res.Type] == nil {
		return nil, nil
	}
	return res, s.targets[res.Type]
}

// checkOffered refuses a group that is wrong, or right but not there yet. The code is the one reported for
// it; the text is assumed.
func checkOffered(target Target, res *engine.Resource, group, endpointID string) error {
	var names []string
	for _, offered := range target.Groups(res) {
		names = append(names, offered.Name)
	}
	if res.Works() && slices.Contains(names, group) {
		return nil
	}
	return engine.BadRequest("InvalidPrivateEndpointConnectionRequestParameters", "The private endpoint "+
		"connection request of %s has invalid parameters: group id '%s' is not offered by resource %s. "+
		"Offered: %s.", endpointID, group, res.ID, strings.Join(names, ", "))
}

// OneGroup is a Target that offers one group with one member at once, as most services do.
type OneGroup struct {
	// Group is the group's name, and Member that of its member.
	Group, Member string
	// Zone is the private DNS zone of the target's names.
	Zone func(target *engine.Resource) string
	// Host is the target's public name.
	Host func(target *engine.Resource) string
	// Suffix is what the Zone takes the place of in the public name, without a leading dot.
	Suffix func(target *engine.Resource) string
}

var _ Target = OneGroup{}

// Admit admits every endpoint.
func (OneGroup) Admit(_, _ *engine.Resource) error { return nil }

// Quiet is never disturbed.
func (OneGroup) Quiet(_, _ *engine.Resource) error { return nil }

// Groups is the one.
func (g OneGroup) Groups(target *engine.Resource) []Group {
	return []Group{{Name: g.Group, Members: []string{g.Member}, Zone: g.Zone(target)}}
}

// Members is the one.
func (g OneGroup) Members(*engine.Resource, string) []string { return []string{g.Member} }

// Foresees no other member.
func (OneGroup) Foresees(*engine.Resource, string, string) bool { return false }

// Answers as soon as there is an endpoint.
func (OneGroup) Answers(*engine.Resource, string) bool { return true }

// Names puts the zone in the place of the public suffix.
func (g OneGroup) Names(target *engine.Resource, _ string) (host, alias string) {
	host = g.Host(target)
	return host, azure.RecordName(host, g.Suffix(target)) + "." + g.Zone(target)
}
