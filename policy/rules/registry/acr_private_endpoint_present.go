package registry

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var privateEndpointPresent = rule.Rule{
	ID:       "acr-private-endpoint-present",
	Title:    "Approved private endpoints lead to the registry.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry, rule.PrivateEndpoint},
	Why: "A private endpoint is the only way into a registry without public access, and carries nothing " +
		"until its connection is approved: pulls end with UNAUTHORIZED or run into a timeout.",
	Fix: "Add a private endpoint with the registry's id in privateLinkServiceConnections, and approve " +
		"its connection on the registry where Azure did not by itself.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "e8eef0a8-67cf-4eb4-9386-14b0e78733d4"},
		{Catalog: rule.AzurePolicy, ID: "d85c6833-7d33-4cf5-a915-aaa2de84405f"},
		{Catalog: rule.Prowler, ID: "containerregistry_uses_private_link"},
		{Catalog: rule.MCSB, ID: "NS-2"},
	},
	Check: rule.InStack(func(s *rule.Stack, r *rule.Resource) []rule.Finding {
		if r.Type == rule.Registry {
			return r.When(endpoint.LeadsTo(s, r).Not(), r.Here(), "has no private endpoint in the stack")
		}
		if registry, _ := endpoint.Registry(s, r); registry == nil {
			return nil
		}
		return unapproved(r)
	}),
}

// unapproved finds connections that wait for an approval or were refused one. Azure approves a connection by
// itself unless it is among the manual ones, of which nothing is known before Azure has answered.
func unapproved(r *rule.Resource) []rule.Finding {
	var findings []rule.Finding
	automatic, _ := r.At("privateLinkServiceConnections").Items()
	for _, connection := range automatic {
		state := connection.At("privateLinkServiceConnectionState", "status")
		broken := state.Or("Approved").Is("Approved").Not()
		findings = append(findings, r.When(broken, state, "is %s", state)...)
	}
	manual, _ := r.At("manualPrivateLinkServiceConnections").Items()
	for _, connection := range manual {
		state := connection.At("privateLinkServiceConnectionState", "status")
		broken := state.Exists().Then(state.Is("Approved").Not())
		findings = append(findings, r.When(broken, state, "is %s", state)...)
	}
	return findings
}
