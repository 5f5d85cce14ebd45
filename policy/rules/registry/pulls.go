package registry

import (
	"slices"

	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// pulled answers of a registry whether something of the types pulls from it with credentials for which the
// question is answered with yes.
func pulled(
	s *rule.Stack, types []rule.Type, question func(consumer.Credential) rule.Answer,
) func(registry *rule.Resource) rule.Answer {
	from := map[*rule.Resource]rule.Answer{}
	// What pulls from nobody knows where may pull from any registry.
	fromAny := rule.No
	for _, c := range consumer.All(s) {
		if !slices.Contains(types, c.Type) {
			continue
		}
		credentials, known := c.Pulls()
		fromAny = fromAny.Or(known.Then(rule.No))
		for _, credential := range credentials {
			registry, is := c.Registry(s, credential)
			if registry == nil {
				fromAny = fromAny.Or(is.And(question(credential)))
				continue
			}
			from[registry] = orNo(from, registry).Or(question(credential))
		}
	}
	return func(registry *rule.Resource) rule.Answer { return orNo(from, registry).Or(fromAny) }
}

func orNo(answers map[*rule.Resource]rule.Answer, registry *rule.Resource) rule.Answer {
	if answer, has := answers[registry]; has {
		return answer
	}
	return rule.No
}

// anyhow is the question for whatever credentials.
func anyhow(consumer.Credential) rule.Answer { return rule.Yes }

// withIdentity is the question for an identity. Azure gives back an empty one where a password is used.
func withIdentity(credential consumer.Credential) rule.Answer {
	return credential.Identity.Like(func(id string) bool { return id != "" })
}
