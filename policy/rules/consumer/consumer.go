// Package consumer sees container groups, container apps and jobs alike: as what pulls images.
package consumer

import (
	"slices"
	"strings"

	"private-acr/policy/rule"
)

// Consumer is a resource that pulls images.
type Consumer struct {
	*rule.Resource
	// Credentials is the property that lists what it pulls with.
	Credentials rule.Value

	kind kind
}

// Of is the consumer that a resource of one of [Types] is.
func Of(r *rule.Resource) Consumer {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.of == r.Type })
	return Consumer{Resource: r, Credentials: r.Properties.AtPath(kinds[i].credentials), kind: kinds[i]}
}

// All are the stack's consumers.
func All(s *rule.Stack) []Consumer {
	return rule.Once(s, allKey{}, func() []Consumer {
		var all []Consumer
		for _, r := range s.All(Types()...) {
			all = append(all, Of(r))
		}
		return all
	})
}

// allKey is the key of the stack's consumers.
type allKey struct{}

// IsTrustedService says that it pulls as one of Azure's trusted services, which a registry may let past its
// network rules.
func (c Consumer) IsTrustedService() bool { return c.kind.trustedService }

// NeedsARMToken says that it logs in to a registry with a token for Resource Manager, and with no other.
func (c Consumer) NeedsARMToken() bool { return c.kind.armToken }

// ForEachContainer is what visit finds in its containers, see [rule.ForEach].
func (c Consumer) ForEachContainer(visit func(container rule.Value) []rule.Finding) []rule.Finding {
	var findings []rule.Finding
	for _, list := range c.kind.containers {
		findings = append(findings, rule.ForEach(c.Resource, c.Properties.AtPath(list), visit)...)
	}
	return findings
}

// ForEachVariable is what visit finds in the environment variables of its containers, see [rule.ForEach].
func (c Consumer) ForEachVariable(visit func(name, value rule.Value) []rule.Finding) []rule.Finding {
	return c.ForEachContainer(func(container rule.Value) []rule.Finding {
		variables := container.At(c.kind.variables)
		return rule.ForEach(c.Resource, variables, func(variable rule.Value) []rule.Finding {
			return visit(variable.At("name"), variable.At("value"))
		})
	})
}

// Subnet is the property with the id of the subnet that it pulls from, and the resource that has the property,
// which is nil where it is not in the stack.
func (c Consumer) Subnet(s *rule.Stack) (*rule.Resource, rule.Value) { return c.kind.subnet(s, c) }

// Attached answers whether the identity of the id is attached to the consumer.
func (c Consumer) Attached(id string) rule.Answer {
	attached, known := c.At("identity", "userAssignedIdentities").Keys()
	if slices.ContainsFunc(attached, func(a string) bool { return strings.EqualFold(a, id) }) {
		return rule.Yes
	}
	return known.Then(rule.No)
}
