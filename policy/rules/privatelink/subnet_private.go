package privatelink

import "private-acr/policy/rule"

var openAllowed = rule.Setting[[]string]{
	Name: "except", Default: []string{}, Doc: "The names of subnets that may stay open.",
}

var subnetPrivate = rule.Rule{
	ID:       "subnet-private",
	Title:    "Subnets give no machine a way to the internet by default.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Subnet, rule.VirtualNetwork},
	Why: "In other subnets a machine without a public address of its own reaches the internet all the " +
		"same, from an address that is nobody's and changes. Services in delegated subnets are not " +
		"concerned.",
	Fix: "Set defaultOutboundAccess to false, and give machines that need the internet a NAT gateway; name " +
		"subnets that have to stay open in the setting " + openAllowed.Name + ".",
	Link: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "7bca8353"},
		{Catalog: rule.PSRule, ID: "Azure.VNET.PrivateSubnet (AZR-000447)"},
	},
	Check: forEachSubnet(openAllowed, func(one subnet, allowed []string) []rule.Finding {
		// Null means true in every version of Azure's API before 2025-07-01, in new networks.
		open := one.At("defaultOutboundAccess").Or(true)
		delegated, _ := one.delegated()
		concerned := one.isOneOf(managedOutbound, allowed).Or(delegated).Not()
		return one.in.When(concerned.And(open.Is(false).Not()), open, "is %s", open)
	}),
}

// managedOutbound are the subnets whose services Azure gives a way out itself.
var managedOutbound = []string{
	"GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "AzureBastionSubnet",
}
