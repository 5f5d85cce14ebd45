package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
	"private-acr/policy/rules/endpoint"
)

var consumerAfterGrantAndDNS = rule.Rule{
	ID:       "consumer-after-grant-and-dns",
	Title:    "Consumers are built after the grant to pull and after the registry's private addresses.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    consumer.Types(),
	Why: "Azure pulls while it builds a consumer: before the grant it is refused, and before the DNS " +
		"zone group has written the records the registry's name leads to its public address, which is " +
		"refused as well (InaccessibleImage, ImagePullUnauthorized).",
	Fix:  "Add it to the consumer's dependsOn, or pass the consumer outputs that wait for it.",
	Link: "https://www.pulumi.com/docs/iac/concepts/options/dependson/",
	Stack: func(s *rule.Stack, _ rule.Settings) []rule.Finding {
		var findings []rule.Finding
		for _, c := range consumer.All(s) {
			findings = append(findings, tooEarly(s, c)...)
		}
		return findings
	},
}

// tooEarly finds what a consumer needs and does not wait for.
func tooEarly(s *rule.Stack, c consumer.Consumer) []rule.Finding {
	credentials, known := c.Pulls()
	var findings []rule.Finding
	for _, earlier := range s.All(rule.RoleAssignment, rule.PrivateEndpoint, rule.ZoneGroup) {
		needed := rule.No
		for _, credential := range credentials {
			needed = needed.Or(needs(s, c, credential, earlier))
		}
		broken := needed.And(rule.Known(!s.After(c.Resource, earlier)))
		if broken == rule.Unknown {
			known = rule.Unknown
			continue
		}
		findings = append(findings, c.When(broken, c.Here(), "does not wait for %s", earlier)...)
	}
	// One finding says it for all that may be needed.
	return append(findings, c.When(known.Not(), c.Here(), "")...)
}

// needs answers whether pulling with the credential needs the earlier resource.
func needs(
	s *rule.Stack, c consumer.Consumer, credential consumer.Credential, earlier *rule.Resource,
) rule.Answer {
	registry, is := c.Registry(s, credential)
	if registry == nil {
		return is
	}
	switch earlier.Type {
	case rule.RoleAssignment:
		identity, known := s.Referred(c.Resource, credential.Identity, rule.Identity)
		return grants(s, earlier, registry).And(isTo(s, earlier, identity, known))
	case rule.ZoneGroup:
		of, known := endpoint.OfZoneGroup(s, earlier)
		if known != rule.Yes {
			return known
		}
		return leadsTo(s, of, registry)
	default:
		// The zone group of an endpoint stands for both.
		return leadsTo(s, earlier, registry).And(hasZoneGroup(s, earlier).Not())
	}
}

// grants answers whether a role assignment is for the registry, at it or at what it lies in.
func grants(s *rule.Stack, assignment, registry *rule.Resource) rule.Answer {
	role, scope := hasRole(assignment, azure.Role.OfRegistries), assignment.At("scope")
	if outer, known := scope.Text(); known == rule.Yes {
		return role.And(registry.At("id").Like(func(id string) bool { return azure.Within(id, outer) }))
	}
	return role.And(same(registry)(s.Referred(assignment, scope, rule.Registry)))
}

// isTo answers whether a role assignment is to the identity, which is one of the stack where known says so.
func isTo(s *rule.Stack, assignment, identity *rule.Resource, known rule.Answer) rule.Answer {
	if identity == nil {
		return known
	}
	principal := assignment.At("principalId")
	if text, given := principal.Text(); given == rule.Yes {
		return identity.At("principalId").Is(text)
	}
	sources := s.Sources(assignment, principal, rule.Identity)
	if len(sources) != 1 {
		return rule.Unknown
	}
	return rule.Known(sources[0] == identity)
}

func leadsTo(s *rule.Stack, from, registry *rule.Resource) rule.Answer {
	return same(registry)(endpoint.Registry(s, from))
}

func hasZoneGroup(s *rule.Stack, of *rule.Resource) rule.Answer {
	answer := rule.No
	for _, group := range s.All(rule.ZoneGroup) {
		answer = answer.Or(same(of)(endpoint.OfZoneGroup(s, group)))
	}
	return answer
}

// same answers whether what was found, if anything, is the wanted resource.
func same(wanted *rule.Resource) func(found *rule.Resource, answer rule.Answer) rule.Answer {
	return func(found *rule.Resource, answer rule.Answer) rule.Answer {
		if found == nil {
			return answer
		}
		return rule.Known(found == wanted)
	}
}
