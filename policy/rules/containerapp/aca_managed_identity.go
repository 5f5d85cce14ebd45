package containerapp

import (
	"strings"

	"private-acr/policy/rule"
)

var managedIdentity = rule.Rule{
	ID:       "aca-managed-identity",
	Title:    "A container app or job has a user-assigned identity.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.ContainerApp, rule.Job},
	Why: "Without an identity an app needs passwords to pull and to reach other services. A " +
		"system-assigned one exists only after the app, too late to be allowed the first pull.",
	Fix: "Set identity.type to UserAssigned and list the id of a UserAssignedIdentity in " +
		"identity.userAssignedIdentities.",
	Link: "https://learn.microsoft.com/azure/container-apps/managed-identity-image-pull",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "b874ab2d-72dd-47f1-8cb5-4a306478a4e7"},
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.ManagedIdentity (AZR-000361)"},
		{Catalog: rule.MCSB, ID: "IM-3"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		types, attached := r.At("identity", "type"), r.At("identity", "userAssignedIdentities")
		// The type may be "SystemAssigned,UserAssigned", with or without a space.
		assigned := types.Like(func(text string) bool {
			return strings.Contains(strings.ToLower(text), "userassigned")
		})
		findings := r.When(assigned.Not(), types, "is %s, so that it has no user-assigned identity", types)
		empty := assigned.And(anyKey(attached).Not())
		return append(findings, r.When(empty, attached, "names none, although the type is %s", types)...)
	}),
}

// anyKey answers whether the set has an element.
func anyKey(set rule.Value) rule.Answer {
	keys, known := set.Keys()
	if len(keys) > 0 {
		return rule.Yes
	}
	return known.Not()
}
