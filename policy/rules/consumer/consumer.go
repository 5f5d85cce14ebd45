// Package consumer sees container groups, container apps and jobs alike: as what pulls images.
package consumer

import (
	"slices"
	"strings"

	"private-acr/policy/rule"
)

// Types lists the types of resource that pull images.
func Types() []rule.Type {
	return []rule.Type{rule.ContainerGroup, rule.ContainerApp, rule.Job}
}

// Consumer is a resource that pulls images.
type Consumer struct {
	*rule.Resource
	// Credentials is the property that lists what it pulls with.
	Credentials rule.Value
	// lists are the properties that list its containers.
	lists []rule.Value
}

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

// Of is the consumer that a resource of one of [Types] is.
func Of(r *rule.Resource) Consumer {
	if r.Type == rule.ContainerGroup {
		return Consumer{
			Resource: r, Credentials: r.At("imageRegistryCredentials"),
			lists: []rule.Value{r.At("containers"), r.At("initContainers")},
		}
	}
	return Consumer{
		Resource: r, Credentials: r.At("configuration", "registries"),
		lists: []rule.Value{r.At("template", "containers"), r.At("template", "initContainers")},
	}
}

// All are the stack's consumers.
func All(s *rule.Stack) []Consumer {
	return rule.Once(s, allKey{}, func() []Consumer {
		var all []Consumer
		for _, r := range s.All(Types()...) {
			all = append(all, Of(r))
		}
		return all
	})
}

// allKey is the key of the stack's consumers.
type allKey struct{}

// Containers are its containers. The answer is yes where all of them are there to be looked at.
func (c Consumer) Containers() ([]rule.Value, rule.Answer) {
	var all []rule.Value
	known := rule.Yes
	for _, list := range c.lists {
		items, answer := list.Items()
		all = append(all, items...)
		known = known.And(answer)
	}
	return all, known
}

// Pulls is what it pulls with, with the answers of [rule.Value.Items].
func (c Consumer) Pulls() ([]Credential, rule.Answer) {
	items, known := c.Credentials.Items()
	credentials := make([]Credential, len(items))
	for i, item := range items {
		password := item.At("passwordSecretRef")
		if c.Type == rule.ContainerGroup {
			password = item.At("password")
		}
		credentials[i] = Credential{
			Entry:  item,
			Server: item.At("server"), Identity: item.At("identity"),
			Username: item.At("username"), Password: password,
		}
	}
	return credentials, known
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

// Subnet is the property with the id of the subnet that it pulls from, and the resource that has it: the
// container group, or the environment of an app, which is nil where it is not in the stack.
func (c Consumer) Subnet(s *rule.Stack) (*rule.Resource, rule.Value) {
	if c.Type == rule.ContainerGroup {
		items, _ := c.At("subnetIds").Items()
		if len(items) == 0 {
			return c.Resource, c.At("subnetIds")
		}
		return c.Resource, items[0].At("id")
	}
	environment, _ := s.Referred(c.Resource, c.Environment(), rule.ManagedEnvironment)
	if environment == nil {
		return nil, c.Environment()
	}
	return environment, environment.At("vnetConfiguration", "infrastructureSubnetId")
}

// Environment is the property with the id of an app's or a job's environment. The one of apps had another
// name in older versions.
func (c Consumer) Environment() rule.Value {
	id := c.At("environmentId")
	if id.Exists() == rule.No {
		return c.At("managedEnvironmentId")
	}
	return id
}

// Attached answers whether the identity of the id is attached to the consumer.
func (c Consumer) Attached(id string) rule.Answer {
	attached, known := c.At("identity", "userAssignedIdentities").Keys()
	if slices.ContainsFunc(attached, func(a string) bool { return strings.EqualFold(a, id) }) {
		return rule.Yes
	}
	return known.Then(rule.No)
}
