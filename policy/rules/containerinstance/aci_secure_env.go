package containerinstance

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var secretNames = rule.Setting[[]string]{
	Name: "secretNames", Default: []string{},
	Doc: `Variables that hold secrets, though not by their names; "*" is any characters.`,
}

var plainNames = rule.Setting[[]string]{
	Name: "plainNames", Default: []string{},
	Doc: `Variables that hold no secrets, though their names look like it; "*" is any characters.`,
}

var secureEnv = rule.Rule{
	ID:       "aci-secure-env",
	Title:    "Secrets are in secure environment variables.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerGroup},
	Why: "Azure shows the value of an ordinary environment variable to everybody who may read the " +
		"container group, in the portal and in its API, also where Pulumi keeps it as a secret; it never " +
		"shows a secure value.",
	Fix: "Set secureValue instead of value, or let the container read the secret from a key vault with " +
		"its managed identity.",
	Link: "https://learn.microsoft.com/azure/container-instances/container-instances-environment-variables",
	Sources: []rule.Source{
		{Catalog: rule.Checkov, ID: "CKV_AZURE_235"},
	},
	Check: rule.With(secretNames, func(secret []string) rule.Check {
		return rule.OnResourceWith(plainNames, func(r *rule.Resource, plain []string) []rule.Finding {
			isSecret := func(name string) bool {
				looks := consumer.LooksSecret(name) || azure.MatchesAny(name, secret)
				return looks && !azure.MatchesAny(name, plain)
			}
			return consumer.Of(r).ForEachVariable(func(name, value rule.Value) []rule.Finding {
				_, given := value.Text()
				return r.When(name.Like(isSecret).And(given), value,
					"is in plain text, but %s looks like the name of a secret", name)
			})
		})
	}),
}
