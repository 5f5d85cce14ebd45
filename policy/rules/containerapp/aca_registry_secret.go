package containerapp

import (
	"slices"

	"private-acr/policy/rule"
)

var registrySecret = rule.Rule{
	ID:       "aca-registry-secret",
	Title:    "The secret with a registry's password is one of the app.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.ContainerApp, rule.Job},
	Why: "A registry's password is given by the name of a secret. Azure refuses an app whose secrets do " +
		"not have one of that name, after everything it stands on has been built.",
	Fix: "Add the secret to configuration.secrets under the name that passwordSecretRef has, or pull with " +
		"a managed identity, which needs none.",
	Link: "https://learn.microsoft.com/azure/container-apps/containers#container-registries",
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		names, complete := secretNames(r)
		unknown := func(name string) bool { return !slices.Contains(names, name) }
		return rule.ForEach(r, r.At("configuration", "registries"), func(registry rule.Value) []rule.Finding {
			given := registry.At("passwordSecretRef")
			missing := given.HasText().And(given.Like(unknown)).And(complete)
			return r.When(missing, given, "is %s, which none of configuration.secrets is called", given)
		})
	}),
}

// secretNames are the names of the secrets that can be seen. The answer is unknown where there may be more.
func secretNames(r *rule.Resource) (names []string, complete rule.Answer) {
	secrets, complete := r.At("configuration", "secrets").Items()
	for _, secret := range secrets {
		name, is := secret.At("name").Text()
		names = append(names, name)
		if is == rule.Unknown {
			complete = rule.Unknown
		}
	}
	return names, complete
}
