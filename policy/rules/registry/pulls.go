package registry

import (
	"slices"

	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// pulled answers whether something of the types pulls from the registry with credentials for which the
// question is answered with yes.
func pulled(
	s *rule.Stack, registry *rule.Resource, types []rule.Type, question func(consumer.Credential) rule.Answer,
) rule.Answer {
	answer := rule.No
	for _, c := range consumer.All(s) {
		if !slices.Contains(types, c.Type) {
			continue
		}
		credentials, known := c.Pulls()
		answer = answer.Or(known.Then(rule.No))
		for _, credential := range credentials {
			answer = answer.Or(isFor(s, c, credential, registry).And(question(credential)))
		}
	}
	return answer
}

// isFor answers whether the credential is for the registry.
func isFor(
	s *rule.Stack, c consumer.Consumer, credential consumer.Credential, registry *rule.Resource,
) rule.Answer {
	target, answer := c.Registry(s, credential)
	return answer.And(rule.Known(target == nil || target == registry))
}

// anyhow is the question for whatever credentials.
func anyhow(consumer.Credential) rule.Answer { return rule.Yes }

// withIdentity is the question for an identity. Azure gives back an empty one where a password is used.
func withIdentity(credential consumer.Credential) rule.Answer {
	return credential.Identity.Like(func(id string) bool { return id != "" })
}
