package identity

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var attached = rule.Rule{
	ID:       "identity-attached",
	Title:    "The identity that a consumer pulls with is attached to it.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    consumer.Types(),
	Why: "A consumer can use only identities that it has: Azure refuses a container group otherwise with " +
		"InvalidImageRegistryIdentity.",
	Fix: "Set identity.type to UserAssigned, and add the identity's id to " +
		"identity.userAssignedIdentities.",
	Link: "https://learn.microsoft.com/azure/container-instances/container-instances-managed-identity",
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		c := consumer.Of(r)
		return c.ForEachCredential(func(credential consumer.Credential) []rule.Finding {
			id, _ := credential.Identity.Text()
			broken := isIdentity(credential.Identity).And(c.Attached(id).Not())
			return r.When(broken, credential.Identity, "is not among identity.userAssignedIdentities")
		})
	}),
}
