package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var byPolicy = rule.Setting[bool]{
	Name: "zoneGroupsManagedByPolicy",
	Doc:  "Azure Policy deploys the zone groups of private endpoints: the stack need not have them.",
}

var zoneGroupPresent = rule.Rule{
	ID:       "pe-dns-zone-group-present",
	Title:    "A registry's private endpoint has exactly one private DNS zone group.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.PrivateEndpoint},
	Why: "The zone group writes the records of the login server and of each data endpoint, and keeps them " +
		"in step with the registry's regions: without it the names lead to the public address, which " +
		"refuses pulls. Azure refuses a second one.",
	Fix: "Add one PrivateDnsZoneGroup with privateEndpointName from the endpoint, or declare with the " +
		"setting " + byPolicy.Name + " that Azure Policy deploys it.",
	Link: linkEndpoints,
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "e9585a95-5b8c-4d03-b193-dc7eb5ac4c32"},
	},
	Check: rule.InStackWith(byPolicy, func(s *rule.Stack, e *rule.Resource, byPolicy bool) []rule.Finding {
		groups, known := endpoint.ZoneGroups(s, e)
		leads := endpoint.ForRegistry(e)
		none := leads.And(rule.Known(!byPolicy)).And(rule.Known(len(groups) == 0)).And(known)
		several := leads.And(rule.Known(len(groups) > 1))
		return append(
			e.When(none, e.Here(), "has no zone group"),
			e.When(several, e.Here(), "has %d zone groups", len(groups))...,
		)
	}),
}
