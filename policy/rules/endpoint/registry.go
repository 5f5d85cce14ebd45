package endpoint

import (
	"strings"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// ToRegistry answers whether a connection leads to a registry, of the stack or outside of it. As long as the
// id that it leads to is not known, its groups tell: those of no other service begin like a registry's.
func ToRegistry(connection rule.Value) rule.Answer {
	id := connection.At("privateLinkServiceId")
	if id.Exists() == rule.Yes {
		return id.Like(isRegistry)
	}
	groups, known := connection.At("groupIds").Items()
	some := rule.Some(groups, func(group rule.Value) rule.Answer { return group.Like(likeRegistry) })
	return known.And(rule.Known(len(groups) > 0)).Then(some)
}

// ForRegistry answers whether the endpoint leads to a registry, of the stack or outside of it.
func ForRegistry(endpoint *rule.Resource) rule.Answer {
	connections, known := Connections(endpoint)
	return known.Then(rule.No).Or(rule.Some(connections, ToRegistry))
}

func isRegistry(id string) bool {
	_, err := azure.ParseID(azure.TypeRegistry, id)
	return err == nil
}

func likeRegistry(group string) bool {
	return strings.HasPrefix(strings.ToLower(group), azure.RegistryGroup)
}
