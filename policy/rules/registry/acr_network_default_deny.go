package registry

import (
	"strings"

	"private-acr/policy/rule"
)

var networkDefaultDeny = rule.Rule{
	ID:       "acr-network-default-deny",
	Title:    "A registry on the public network lets in listed addresses only.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Registry},
	Why: "With public access on, Azure allows every address where networkRuleSet does not deny by " +
		"default; rules for single addresses then change nothing.",
	Fix: "Set publicNetworkAccess to Disabled, or set networkRuleSet.defaultAction to Deny and list in " +
		"networkRuleSet.ipRules the addresses that have to reach the registry.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "d0793b48-0edc-4296-a390-4c75d1bdfd71"},
		{Catalog: rule.PSRule, ID: "Azure.ACR.Firewall (AZR-000402)"},
		{Catalog: rule.Prowler, ID: "containerregistry_network_access_restricted"},
		{Catalog: rule.MCSB, ID: "NS-2"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		action := r.At("networkRuleSet", "defaultAction")
		allowed := public(r).And(action.Is("Deny").Not())
		findings := r.When(allowed, action, "is %s while the public network reaches the registry", action)
		return append(findings, openRules(r)...)
	}),
}

// openRules finds rules that let in everybody after all.
func openRules(r *rule.Resource) []rule.Finding {
	if public(r) == rule.No {
		return nil
	}
	list := r.At("networkRuleSet", "ipRules")
	return rule.ForEach(r, list, func(one rule.Value) []rule.Finding {
		addresses := one.At("iPAddressOrRange")
		open := public(r).And(addresses.Like(isEverybody))
		return r.When(open, addresses, "is every address there is")
	})
}

// isEverybody says that a range in CIDR notation is the whole address space.
func isEverybody(addresses string) bool { return strings.HasSuffix(addresses, "/0") }
