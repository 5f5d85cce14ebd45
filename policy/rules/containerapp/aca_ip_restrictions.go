package containerapp

import "private-acr/policy/rule"

var ipRestrictions = rule.Rule{
	ID:       "aca-ip-restrictions",
	Title:    "A container app with external ingress names the addresses that may call it.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp},
	Why: "Without restrictions everybody who reaches the environment may call the app, and rules that deny " +
		"leave it open to all whom they do not name.",
	Fix: "List the ranges of the callers in configuration.ingress.ipSecurityRestrictions with the action " +
		"Allow, or set configuration.ingress.external to false.",
	Link: "https://learn.microsoft.com/azure/container-apps/ip-restrictions",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.RestrictIngress (AZR-000380)"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		open := external(r).Is(true)
		restrictions := ingress(r).At("ipSecurityRestrictions")
		findings := r.When(open.And(has(restrictions, allows).Not()), restrictions,
			"allows no range, so that everybody else is let in")
		items, _ := restrictions.Items()
		for _, item := range items {
			addresses := item.At("ipAddressRange")
			everybody := open.And(allows(item)).And(addresses.Is("0.0.0.0/0"))
			findings = append(findings, r.When(everybody, addresses, "is %s, which is everybody", addresses)...)
		}
		return findings
	}),
}

// allows answers whether a restriction allows a range, which shuts out all others.
func allows(restriction rule.Value) rule.Answer { return restriction.At("action").Is("Allow") }
