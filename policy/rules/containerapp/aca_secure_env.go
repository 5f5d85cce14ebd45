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
	Resource: func(r *rule.Resource, _ rule.Settings) []rule.Finding {
		var findings []rule.Finding
		for _, list := range []rule.Value{containers(r), r.At("template", "initContainers")} {
			all, unseen := elements(r, list)
			findings = append(findings, unseen...)
			for _, container := range all {
				findings = append(findings, plainSecrets(r, container.At("env"))...)
			}
		}
		return findings
	},
}

// plainSecrets finds the variables that give the value of what looks like a secret.
func plainSecrets(r *rule.Resource, env rule.Value) []rule.Finding {
	variables, findings := elements(r, env)
	for _, variable := range variables {
		name, value := variable.At("name"), variable.At("value")
		given := value.Like(func(text string) bool { return text != "" })
		broken := name.Like(consumer.LooksSecret).And(given)
		found := r.When(broken, value, "is in the clear, although %s looks like a secret", name)
		findings = append(findings, found...)
	}
	return findings
}
