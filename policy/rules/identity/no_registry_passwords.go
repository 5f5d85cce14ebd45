package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var passwordServers = rule.Setting[[]string]{
	Name: "passwordServers", Default: []string{},
	Doc: `The hosts of registries that know no identities of Azure, such as "docker.io", in which ` +
		`"*" stands for any characters.`,
}

var noPasswords = rule.Rule{
	ID:       "no-registry-passwords",
	Title:    "Consumers pull without passwords.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    consumer.Types(),
	Why: "A password to a registry is the admin account's, a token's or a service principal's: it lies " +
		"in the state and in the consumer, does not change by itself, and works for whoever has seen it.",
	Fix: "Set identity to the id of a user-assigned identity that may pull, and leave out username, " +
		"password and passwordSecretRef; for a registry outside of Azure, name its host in " +
		"passwordServers.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
	Check: rule.OnResourceWith(passwordServers, func(r *rule.Resource, servers []string) []rule.Finding {
		return consumer.Of(r).ForEachCredential(func(credential consumer.Credential) []rule.Finding {
			broken := credential.HasPassword().And(isOneOf(credential.Server, servers).Not())
			return r.When(broken, credential.Entry, "has a user name or a password")
		})
	}),
}

// isOneOf answers whether a host is one that the patterns name; whatever it is, it is none of no patterns.
func isOneOf(host rule.Value, patterns []string) rule.Answer {
	if len(patterns) == 0 {
		return rule.No
	}
	return host.Like(func(text string) bool { return azure.MatchesAny(text, patterns) })
}
