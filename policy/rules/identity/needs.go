package identity

import (
	"cmp"
	"slices"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
	"private-acr/policy/rules/endpoint"
)

// needs is what a consumer needs to be there before it can pull: grants, and the zone groups of the
// registry's endpoints, or an endpoint that has none.
type needs struct {
	stack    *rule.Stack
	consumer consumer.Consumer
	// complete is unknown where the consumer may pull with more than can be seen.
	complete rule.Answer
	found    []*rule.Resource
	// perhaps may be needed.
	perhaps []*rule.Resource
}

func needsOf(s *rule.Stack, c consumer.Consumer) *needs {
	n := &needs{stack: s, consumer: c}
	var credentials []consumer.Credential
	credentials, n.complete = c.Pulls()
	for _, credential := range credentials {
		registry, is := c.Registry(s, credential)
		if registry == nil {
			n.add(is.And(rule.Unknown), s.All(rule.RoleAssignment, rule.PrivateEndpoint, rule.ZoneGroup)...)
			continue
		}
		n.addGrants(credential, registry)
		n.addPaths(registry)
	}
	return n
}

// certain is what is needed for sure: grants first, then what leads to the registry.
func (n *needs) certain() []*rule.Resource {
	slices.SortFunc(n.found, func(a, b *rule.Resource) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.URN, b.URN))
	})
	return slices.Compact(n.found)
}

func (n *needs) add(needed rule.Answer, resources ...*rule.Resource) {
	switch needed {
	case rule.Yes:
		n.found = append(n.found, resources...)
	case rule.Unknown:
		n.perhaps = append(n.perhaps, resources...)
	case rule.No:
	}
}

// addGrants adds the role assignments that let the credential's identity, one of the stack, pull.
func (n *needs) addGrants(credential consumer.Credential, registry *rule.Resource) {
	identity, known := n.stack.Referred(n.consumer.Resource, credential.Identity, rule.Identity)
	if identity == nil {
		for _, assignment := range n.stack.All(rule.RoleAssignment) {
			n.add(known.And(grants(n.stack, assignment, registry)), assignment)
		}
		return
	}
	byIdentity := grantsByIdentity(n.stack)
	own, _ := byIdentity.Of(identity)
	for _, assignment := range own {
		n.add(grants(n.stack, assignment, registry), assignment)
	}
	for _, assignment := range byIdentity.Vague {
		n.add(rule.Unknown.And(grants(n.stack, assignment, registry)), assignment)
	}
}

// addPaths adds what leads to the registry: a zone group stands for its endpoint too.
func (n *needs) addPaths(registry *rule.Resource) {
	endpoints := endpoint.Sorted(n.stack)
	own, _ := endpoints.Of(registry)
	for _, e := range own {
		n.addPath(rule.Yes, e)
	}
	for _, e := range endpoints.Vague {
		n.addPath(rule.Unknown, e)
	}
	n.add(rule.Unknown, endpoint.SortedZoneGroups(n.stack).Vague...)
}

func (n *needs) addPath(leads rule.Answer, e *rule.Resource) {
	groups, known := endpoint.ZoneGroups(n.stack, e)
	n.add(leads, groups...)
	if len(groups) == 0 {
		n.add(leads.And(known), e)
	}
}

// grants answers whether a role assignment is for the registry, at it or at what it lies in.
func grants(s *rule.Stack, assignment, registry *rule.Resource) rule.Answer {
	role, scope := hasRole(assignment, azure.Role.OfRegistries), assignment.At("scope")
	if outer, known := scope.Text(); known == rule.Yes {
		return role.And(registry.At("id").Like(func(id string) bool { return azure.Within(id, outer) }))
	}
	found, is := s.Referred(assignment, scope, rule.Registry)
	if found == nil {
		return role.And(is)
	}
	return role.And(rule.Known(found == registry))
}
