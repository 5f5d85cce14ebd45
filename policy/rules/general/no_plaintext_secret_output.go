package general

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var plainOutputs = rule.Setting[[]string]{
	Name: "allowed", Default: []string{},
	Doc: `Outputs that may be in plain text, as "publicToken" or "apps.*"; "*" is any characters.`,
}

var noPlaintextSecretOutput = rule.Rule{
	ID:       "no-plaintext-secret-output",
	Title:    "Outputs that hold secrets are marked as secrets.",
	Severity: rule.Critical,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.RootStack},
	Why: "Pulumi prints an output in plain text, in the terminal and in the log of every build, stores it " +
		"so in the state, and hands it to every stack that refers to this one.",
	Fix: "Mark the output as a secret, with pulumi.ToSecret in Go, or do not export it and let its reader " +
		"fetch it from a key vault; what is no secret goes into the setting allowed.",
	Link:    "https://www.pulumi.com/docs/iac/concepts/secrets/",
	Sources: []rule.Source{{Catalog: rule.PSRule, ID: "Azure.Deployment.OutputSecretValue"}},
	Check:   rule.InStackWith(plainOutputs, leaks),
}

// leaks finds the outputs of the stack that hold secrets and are not marked as such, but for those allowed.
func leaks(s *rule.Stack, root *rule.Resource, allowed []string) []rule.Finding {
	var findings []rule.Finding
	root.Properties.Walk(func(output rule.Value) {
		if !output.Secret() && !azure.MatchesAny(output.Path(), allowed) {
			findings = append(findings, leak(root, output, secretsOf(s))...)
		}
	})
	return findings
}

// leak finds a secret in an output that is not marked as one.
func leak(root *rule.Resource, output rule.Value, known secrets) []rule.Finding {
	text, given := textOf(output)
	if keeper := known.keepers[text]; keeper != nil {
		return root.When(rule.Yes, output, "is in plain text, but %s has the same text as a secret", keeper)
	}
	// The whole path says what it is: the value of "token.value" is a token, that of "token.url" is not. An
	// output that is computed may turn out to be any of the secrets.
	suspect := consumer.LooksSecret(output.Path()) || given == rule.Unknown && known.exist
	return root.When(given.And(rule.Known(suspect)), output, "is in plain text, but has the name of a secret")
}

// secrets are the texts that a stack marks as secrets.
type secrets struct {
	// keepers are resources with the secret, by its text.
	keepers map[string]*rule.Resource
	// exist says that there are some, known or not.
	exist bool
}

// shortest is the length from which on an equal text is no coincidence. Shorter ones, "true" or a port, may
// be secret in one place and not in another.
const shortest = 8

// secretsOf finds the properties that are marked themselves. Those that only lie in something marked are not
// meant: azure-native marks a copy of all inputs of a resource, Pulumi a list with one secret in it.
func secretsOf(s *rule.Stack) secrets {
	return rule.Once(s, secretsKey{}, func() secrets {
		found := secrets{keepers: map[string]*rule.Resource{}}
		for _, r := range s.All() {
			r.Properties.Walk(func(v rule.Value) { found.add(r, v) })
		}
		return found
	})
}

// secretsKey is the key of a stack's secrets.
type secretsKey struct{}

func (found *secrets) add(keeper *rule.Resource, v rule.Value) {
	text, given := textOf(v)
	if !v.Raw().Secret() || given == rule.No {
		return
	}
	found.exist = true
	if len(text) >= shortest {
		found.keepers[text] = keeper
	}
}

// textOf reads a text as [rule.Value.Text] does, but answers no where there is something that is no text.
func textOf(v rule.Value) (string, rule.Answer) {
	if v.Exists() == rule.Yes && !v.Raw().IsString() {
		return "", rule.No
	}
	return v.Text()
}
