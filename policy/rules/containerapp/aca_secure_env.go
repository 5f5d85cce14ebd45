package containerapp

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var secureEnv = rule.Rule{
	ID:       "aca-secure-env",
	Title:    "Secrets reach a container app or a job as secrets.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp, rule.Job},
	Why: "The value of an environment variable is stored with the app in the clear: whoever may read the " +
		"app in Azure, or one of its revisions, reads the secret as well.",
	Fix: "Put the secret into configuration.secrets, at best by keyVaultUrl and identity, and name it in " +
		"the variable's secretRef instead of giving a value.",
	Link: "https://learn.microsoft.com/azure/container-apps/manage-secrets",
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		return consumer.Of(r).ForEachVariable(func(name, value rule.Value) []rule.Finding {
			broken := name.Like(consumer.LooksSecret).And(value.HasText())
			return r.When(broken, value, "is in the clear, although %s looks like a secret", name)
		})
	}),
}
