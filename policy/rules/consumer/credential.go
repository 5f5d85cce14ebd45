package consumer

import (
	"slices"

	"private-acr/policy/rule"
)

// Credential is what a consumer pulls from one registry with.
type Credential struct {
	// Entry is the whole of it, as it stands in the list.
	Entry rule.Value
	// Server is the registry's host.
	Server rule.Value
	// Identity is the id of the identity to pull with; a container app may say "system" or
	// "system-environment".
	Identity rule.Value
	// Username and Password are the other way. Password is that of a container group, and the name of the
	// secret with it of an app.
	Username, Password rule.Value
}

// HasPassword answers whether a user name or a password is given.
func (c Credential) HasPassword() rule.Answer { return c.Username.HasText().Or(c.Password.HasText()) }

// Pulls is what it pulls with, with the answers of [rule.Value.Items].
func (c Consumer) Pulls() ([]Credential, rule.Answer) {
	items, known := c.Credentials.Items()
	credentials := make([]Credential, len(items))
	for i, item := range items {
		credentials[i] = c.credential(item)
	}
	return credentials, known
}

// ForEachCredential is what visit finds in what it pulls with, see [rule.ForEach].
func (c Consumer) ForEachCredential(visit func(Credential) []rule.Finding) []rule.Finding {
	return rule.ForEach(c.Resource, c.Credentials, func(item rule.Value) []rule.Finding {
		return visit(c.credential(item))
	})
}

func (c Consumer) credential(item rule.Value) Credential {
	return Credential{
		Entry:  item,
		Server: item.At("server"), Identity: item.At("identity"),
		Username: item.At("username"), Password: item.At(c.kind.password),
	}
}

// Registry is the registry of the stack that a credential is for. The answer is no, without one, for a
// registry outside of the stack.
func (c Consumer) Registry(s *rule.Stack, credential Credential) (*rule.Resource, rule.Answer) {
	return s.Matching(c.Resource, credential.Server, rule.Registry, "loginServer")
}

// Registries are the registries of the stack that it pulls from. The answer is unknown where there may be
// more.
func (c Consumer) Registries(s *rule.Stack) ([]*rule.Resource, rule.Answer) {
	credentials, known := c.Pulls()
	var registries []*rule.Resource
	for _, credential := range credentials {
		registry, answer := c.Registry(s, credential)
		if answer == rule.Unknown {
			known = rule.Unknown
		}
		if registry != nil && !slices.Contains(registries, registry) {
			registries = append(registries, registry)
		}
	}
	return registries, known
}
