package identity

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var userAssignedForPull = rule.Rule{
	ID:       "uami-for-pull",
	Title:    "Consumers pull with a user-assigned identity.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    consumer.Types(),
	Why: "Container groups can pull with no other identity (InvalidImageRegistryIdentity), and an app's " +
		"own one exists only once the app does, so that nothing can be granted to it before the first " +
		"pull; a consumer that names no identity for a registry pulls without one, which a private " +
		"registry refuses.",
	Fix: "Give imageRegistryCredentials of a container group, or configuration.registries of an app or a " +
		"job, an entry with the registry's loginServer as server and the id of a user-assigned identity " +
		"as identity.",
	Link: "https://learn.microsoft.com/azure/container-instances/using-azure-container-registry-mi",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "b874ab2d-72dd-47f1-8cb5-4a306478a4e7"},
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.ManagedIdentity (AZR-000361)"},
		{Catalog: rule.Checkov, ID: "CKV2_AZURE_28"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		c := consumer.Of(r)
		credentials, known := c.Pulls()
		if known != rule.Yes {
			return r.Undecided(known, c.Credentials)
		}
		findings := c.ForEachCredential(func(credential consumer.Credential) []rule.Finding {
			identity := credential.Identity
			// Passwords are the matter of no-registry-passwords.
			broken := isIdentity(identity).Not().And(credential.HasPassword().Not())
			return r.When(broken, identity, "is %s, so that no user-assigned identity pulls", identity)
		})
		return append(findings, withoutCredential(c, credentials)...)
	}),
}

// withoutCredential finds images of Azure registries that the consumer has no credential for.
func withoutCredential(c consumer.Consumer, credentials []consumer.Credential) []rule.Finding {
	return c.ForEachContainer(func(container rule.Value) []rule.Finding {
		image := container.At("image")
		reference, _ := image.Text()
		host := hostOf(reference)
		broken := image.Like(func(string) bool { return azure.MatchesAny(host, azure.RegistryHosts()) })
		for _, credential := range credentials {
			broken = broken.And(credential.Server.Is(host).Not())
		}
		return c.When(broken, image, "is %s, but %s has no entry for its registry", image, c.Credentials.Path())
	})
}

func hostOf(reference string) string {
	image, _ := azure.ParseImage(reference)
	return image.Host
}
