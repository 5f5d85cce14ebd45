package containerinstance

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

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
	Settings: []rule.Setting{
		{
			Name: "secretNames", Default: []string{},
			Doc: `Variables that hold secrets, though not by their names; "*" is any characters.`,
		},
		{
			Name: "plainNames", Default: []string{},
			Doc: `Variables that hold no secrets, though their names look like it; "*" is any characters.`,
		},
	},
	Resource: func(r *rule.Resource, settings rule.Settings) []rule.Finding {
		var findings []rule.Finding
		for _, list := range []rule.Value{r.At("containers"), r.At("initContainers")} {
			each(r, list, &findings, func(container rule.Value) {
				findings = append(findings, inPlainText(r, container, settings)...)
			})
		}
		return findings
	},
}

// inPlainText finds the secrets among a container's ordinary variables.
func inPlainText(r *rule.Resource, container rule.Value, settings rule.Settings) []rule.Finding {
	var findings []rule.Finding
	each(r, container.At("environmentVariables"), &findings, func(variable rule.Value) {
		name, value := variable.At("name"), variable.At("value")
		secret := name.Like(func(text string) bool {
			looks := consumer.LooksSecret(text) || azure.MatchesAny(text, settings.Texts("secretNames"))
			return looks && !azure.MatchesAny(text, settings.Texts("plainNames"))
		})
		_, given := value.Text()
		findings = append(findings, r.When(secret.And(given), value,
			"is in plain text, but %s looks like the name of a secret", name)...)
	})
	return findings
}

// each calls visit with the elements of a list. Where they cannot be seen, the findings say so.
func each(r *rule.Resource, list rule.Value, findings *[]rule.Finding, visit func(rule.Value)) {
	items, seen := list.Items()
	*findings = append(*findings, r.When(seen.Then(rule.No), list, "")...)
	for _, item := range items {
		visit(item)
	}
}
