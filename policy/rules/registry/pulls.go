package registry

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// pulledByTrustedService answers whether a trusted service of Azure pulls from the registry.
func pulledByTrustedService(s *rule.Stack, registry *rule.Resource) rule.Answer {
	return pulls(s, byTrustedService, consumer.Consumer.IsTrustedService, anyCredential).from(registry)
}

// pulledWithARMToken answers whether a consumer pulls from the registry with an identity, for which it has to
// log in with a token for Resource Manager.
func pulledWithARMToken(s *rule.Stack, registry *rule.Resource) rule.Answer {
	return pulls(s, withARMToken, consumer.Consumer.NeedsARMToken, hasIdentity).from(registry)
}

// pulledWithIdentity answers whether a consumer pulls from the registry with an identity.
func pulledWithIdentity(s *rule.Stack, registry *rule.Resource) rule.Answer {
	return pulls(s, withIdentity, anyConsumer, hasIdentity).from(registry)
}

// pullsKey is the key of a stack's [pullAnswers].
type pullsKey int

const (
	byTrustedService pullsKey = iota
	withARMToken
	withIdentity
)

// pullAnswers are the answers, by registry, to whether something pulls from it.
type pullAnswers struct {
	by answers[*rule.Resource]
	// any is the answer for every registry: what pulls from nobody knows where may pull from any.
	any rule.Answer
}

func (p pullAnswers) from(registry *rule.Resource) rule.Answer { return p.by.of(registry).Or(p.any) }

// pulls answers, once for a stack under the key, from which registries consumers pull, with a credential for
// which the question is answered with yes.
func pulls(
	s *rule.Stack, key pullsKey,
	who func(consumer.Consumer) bool, question func(consumer.Credential) rule.Answer,
) pullAnswers {
	return rule.Once(s, key, func() pullAnswers {
		found := pullAnswers{by: answers[*rule.Resource]{}, any: rule.No}
		for _, c := range consumer.All(s) {
			if who(c) {
				found.add(s, c, question)
			}
		}
		return found
	})
}

func (p *pullAnswers) add(
	s *rule.Stack, c consumer.Consumer, question func(consumer.Credential) rule.Answer,
) {
	credentials, known := c.Pulls()
	p.any = p.any.Or(known.Then(rule.No))
	for _, credential := range credentials {
		registry, is := c.Registry(s, credential)
		if registry == nil {
			p.any = p.any.Or(is.And(question(credential)))
			continue
		}
		p.by.add(registry, question(credential))
	}
}

func anyConsumer(consumer.Consumer) bool { return true }

func anyCredential(consumer.Credential) rule.Answer { return rule.Yes }

// hasIdentity is the question for an identity. Azure gives back an empty one where a password is used.
func hasIdentity(credential consumer.Credential) rule.Answer { return credential.Identity.HasText() }
