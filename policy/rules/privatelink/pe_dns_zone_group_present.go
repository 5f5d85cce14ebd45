package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

// byPolicy is the setting for stacks whose zone groups Azure Policy deploys.
const byPolicy = "zoneGroupsManagedByPolicy"

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
		"setting " + byPolicy + " that Azure Policy deploys it.",
	Link: linkEndpoints,
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "e9585a95-5b8c-4d03-b193-dc7eb5ac4c32"},
	},
	Settings: []rule.Setting{{
		Name: byPolicy, Default: false,
		Doc: "Azure Policy deploys the zone groups of private endpoints: the stack need not have them.",
	}},
	Stack: func(s *rule.Stack, settings rule.Settings) []rule.Finding {
		demanded := rule.Known(!settings.Flag(byPolicy))
		var findings []rule.Finding
		for _, e := range s.All(rule.PrivateEndpoint) {
			groups, known := endpoint.ZoneGroups(s, e)
			leads := endpoint.ForRegistry(e)
			none := leads.And(demanded).And(rule.Known(len(groups) == 0))
			findings = append(findings, e.When(none.And(known), e.Here(), "has no zone group")...)
			several := leads.And(rule.Known(len(groups) > 1))
			findings = append(findings, e.When(several, e.Here(), "has %d zone groups", len(groups))...)
		}
		return findings
	},
}
