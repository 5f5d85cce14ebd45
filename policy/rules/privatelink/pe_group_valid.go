package privatelink

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var groupValid = rule.Rule{
	ID:       "pe-group-valid",
	Title:    "A registry's private endpoint connects to exactly one of its groups.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.PrivateEndpoint},
	Why: "Azure refuses an endpoint without a group (MissingParameterOnPrivateLinkServiceConnection), with " +
		"more than one (OnlyOneGroupIdPermitted), and with one that the registry does not have.",
	Fix: `Set groupIds to ["registry"], or to the one group "registry_data_<region>" where the registry ` +
		"offers it as a group of its own.",
	Link: linkEndpoints,
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		connections, known := endpoint.Connections(r)
		findings := r.Undecided(known, r.At("privateLinkServiceConnections"))
		for _, connection := range connections {
			findings = append(findings, wrongGroups(r, connection)...)
		}
		return findings
	}),
}

// wrongGroups finds a number of groups other than one, and a group that registries do not have.
func wrongGroups(r *rule.Resource, connection rule.Value) []rule.Finding {
	leads := endpoint.ToRegistry(connection)
	groups := connection.At("groupIds")
	items, known := groups.Items()
	if len(items) != 1 {
		return r.When(leads.And(known), groups, "is %s, where Azure takes exactly one group", groups)
	}
	wrong := items[0].Like(azure.IsRegistryGroup).Not()
	return r.When(leads.And(wrong), items[0], "is %s, which is no group of a registry", items[0])
}
