package privatelink

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
	"private-acr/policy/rules/replica"
)

// member is a part of a registry that gets an address of its own.
type member struct {
	// what it is in words.
	what string
	// name is Azure's: "registry_data_koreacentral". It is empty where the region is not known.
	name string
}

// named answers whether the value, a member's name or a group's, is that of the member.
func (m member) named(name rule.Value) rule.Answer {
	if m.name == "" {
		return name.Like(azure.IsDataMember).And(rule.Unknown)
	}
	return name.Is(m.name)
}

// members are those of a registry: its login server and the data endpoint of each region. The answer is
// unknown where there may be more.
func members(s *rule.Stack, registry *rule.Resource) ([]member, rule.Answer) {
	all := []member{
		{what: "the login server of " + registry.String(), name: azure.RegistryGroup}, dataMember(registry),
	}
	replicas, known := replica.Of(s, registry)
	for _, replication := range replicas {
		all = append(all, dataMember(replication))
	}
	return all, known
}

// dataMember is the data endpoint in the region of a registry or a replication.
func dataMember(r *rule.Resource) member {
	m := member{what: "the data endpoint of " + r.String()}
	if region, known := r.At("location").Text(); known == rule.Yes {
		m.name = azure.DataMember(region)
	}
	return m
}

// groupIs answers whether the endpoint connects to a group for which the question holds.
func groupIs(e *rule.Resource, question func(rule.Value) rule.Answer) rule.Answer {
	connections, known := endpoint.Connections(e)
	return known.Then(rule.No).Or(rule.Some(connections, func(connection rule.Value) rule.Answer {
		groups, known := connection.At("groupIds").Items()
		return known.Then(rule.No).Or(rule.Some(groups, question))
	}))
}

func isRegistryGroup(group rule.Value) rule.Answer { return group.Is(azure.RegistryGroup) }

func isDataGroup(group rule.Value) rule.Answer { return group.Like(azure.IsDataMember) }

// carried answers whether the endpoint, which leads to the registry, has an address for the member: that of
// group "registry" has one for each member that is no group with an endpoint of its own.
func carried(s *rule.Stack, e, registry *rule.Resource, m member) rule.Answer {
	endpoints, known := endpoint.To(s, registry)
	elsewhere := known.Then(rule.No)
	for _, other := range endpoints {
		elsewhere = elsewhere.Or(groupIs(other, m.named))
	}
	return groupIs(e, m.named).Or(groupIs(e, isRegistryGroup).And(elsewhere.Not()))
}
