package privatelink

import "private-acr/policy/rule"

var unguardedAllowed = rule.Setting[[]string]{
	Name: "except", Default: []string{}, Doc: "The names of subnets that may do without.",
}

var subnetSecurityGroup = rule.Rule{
	ID:       "subnet-nsg",
	Title:    "Every subnet has a network security group.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Subnet, rule.VirtualNetwork},
	Why: "Without one, everything in the virtual network, and in what is peered with it, reaches every " +
		"port of what is in the subnet.",
	Fix: "Set networkSecurityGroup.id of the subnet, or name subnets that do without in the setting " +
		unguardedAllowed.Name + ".",
	Link: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "e71308d3"},
		{Catalog: rule.PSRule, ID: "Azure.VNET.UseNSGs (AZR-000263)"},
	},
	Check: forEachSubnet(unguardedAllowed, func(one subnet, allowed []string) []rule.Finding {
		group := one.At("networkSecurityGroup")
		concerned := one.isOneOf(withoutGroups, allowed).Not()
		return one.in.When(concerned.And(guarded(group).Not()), group, "is %s", group)
	}),
}

// withoutGroups are the subnets that Azure wants without a security group.
var withoutGroups = []string{
	"GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "RouteServerSubnet",
}

// guarded answers whether there is a security group. One whose id is computed is there.
func guarded(group rule.Value) rule.Answer {
	if group.At("id").Exists() == rule.No {
		return group.Exists().And(rule.Unknown)
	}
	return group.Exists()
}
