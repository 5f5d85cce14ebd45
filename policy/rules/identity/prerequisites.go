package identity

import (
	"cmp"
	"slices"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
	"private-acr/policy/rules/endpoint"
)

// prerequisites are what has to be there before a consumer can pull: grants, and the zone groups of the
// registry's endpoints, or an endpoint that has none.
type prerequisites struct {
	stack    *rule.Stack
	consumer consumer.Consumer
	// complete is unknown where the consumer may pull with more than can be seen.
	complete rule.Answer
	found    []*rule.Resource
	// possible may be needed.
	possible []*rule.Resource
}

func prerequisitesOf(s *rule.Stack, c consumer.Consumer) *prerequisites {
	p := &prerequisites{stack: s, consumer: c}
	var credentials []consumer.Credential
	credentials, p.complete = c.Pulls()
	for _, credential := range credentials {
		registry, is := c.Registry(s, credential)
		if registry == nil {
			p.add(is.And(rule.Unknown), s.All(rule.RoleAssignment, rule.PrivateEndpoint, rule.ZoneGroup)...)
			continue
		}
		p.addGrants(credential, registry)
		p.addPaths(registry)
	}
	return p
}

// certain are those that are needed for sure: grants first, then what leads to the registry.
func (p *prerequisites) certain() []*rule.Resource {
	slices.SortFunc(p.found, func(a, b *rule.Resource) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.URN, b.URN))
	})
	return slices.Compact(p.found)
}

func (p *prerequisites) add(needed rule.Answer, resources ...*rule.Resource) {
	switch needed {
	case rule.Yes:
		p.found = append(p.found, resources...)
	case rule.Unknown:
		p.possible = append(p.possible, resources...)
	case rule.No:
	}
}

// addGrants adds the role assignments that let the credential's identity, one of the stack, pull.
func (p *prerequisites) addGrants(credential consumer.Credential, registry *rule.Resource) {
	identity, known := p.stack.Referred(p.consumer.Resource, credential.Identity, rule.Identity)
	if identity == nil {
		for _, assignment := range p.stack.All(rule.RoleAssignment) {
			p.add(known.And(grants(p.stack, assignment, registry)), assignment)
		}
		return
	}
	byIdentity := grantsByIdentity(p.stack)
	own, _ := byIdentity.Of(identity)
	for _, assignment := range own {
		p.add(grants(p.stack, assignment, registry), assignment)
	}
	for _, assignment := range byIdentity.Unresolved {
		p.add(rule.Unknown.And(grants(p.stack, assignment, registry)), assignment)
	}
}

// addPaths adds what leads to the registry: a zone group stands for its endpoint too.
func (p *prerequisites) addPaths(registry *rule.Resource) {
	endpoints := endpoint.ByRegistry(p.stack)
	own, _ := endpoints.Of(registry)
	for _, e := range own {
		p.addPath(rule.Yes, e)
	}
	for _, e := range endpoints.Unresolved {
		p.addPath(rule.Unknown, e)
	}
	p.add(rule.Unknown, endpoint.ZoneGroupsByEndpoint(p.stack).Unresolved...)
}

func (p *prerequisites) addPath(leads rule.Answer, e *rule.Resource) {
	groups, known := endpoint.ZoneGroups(p.stack, e)
	p.add(leads, groups...)
	if len(groups) == 0 {
		p.add(leads.And(known), e)
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
