package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var staticMembersComplete = rule.Rule{
	ID:       "pe-static-ip-members-complete",
	Title:    "A private endpoint with static addresses has one for every member of the registry.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.PrivateEndpoint},
	Why: "Azure chooses all addresses of an endpoint or none: with a member left out it refuses the " +
		"endpoint (PrivateEndpointIpConfigurationMissingMemberNamesRequiredByFps), and later every new " +
		"replication.",
	Fix: `Add an item to ipConfigurations for each member, "registry" and "registry_data_<region>" for the ` +
		"region of the registry and of each replication, or leave ipConfigurations out.",
	Link:  "https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication",
	Check: rule.InStack(missingAddresses),
}

// missingAddresses finds the members without an address of an endpoint that has static ones.
func missingAddresses(s *rule.Stack, e *rule.Resource) []rule.Finding {
	configurations := e.At("ipConfigurations")
	items, known := configurations.Items()
	static := known.Then(rule.Known(len(items) > 0))
	registry, answer := endpoint.Registry(s, e)
	if registry == nil {
		return e.Undecided(static.And(answer), configurations)
	}
	all, complete := members(s, registry)
	missing := newCollector()
	for _, m := range all {
		named := rule.Some(items, func(item rule.Value) rule.Answer { return m.named(item.At("memberName")) })
		missing.add(carried(s, e, registry, m).And(named.Not()), m.what)
	}
	broken := missing.answer.Or(complete.Not())
	return e.When(static.And(broken), configurations, "has no address for %s", missing)
}
