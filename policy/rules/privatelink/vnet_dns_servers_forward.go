package privatelink

import (
	"private-acr/policy/rule"
)

// azureDNS is the address at which every virtual network reaches Azure's own name server.
const azureDNS = "168.63.129.16"

var dnsServersForward = rule.Rule{
	ID:       "vnet-dns-servers-forward",
	Title:    "Networks that pull ask Azure's own name server.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.VirtualNetwork},
	Why: "Private DNS zones are known to Azure's name server alone: other servers answer with the " +
		"registry's public address, which refuses pulls, unless they forward the question.",
	Fix: "Leave dhcpOptions.dnsServers out, or have the servers forward azurecr.io and " +
		"privatelink.azurecr.io to " + azureDNS + " from a network that the zone is linked to, and exempt " +
		"the network.",
	Link: linkNames,
	Check: rule.InStack(func(s *rule.Stack, network *rule.Resource) []rule.Finding {
		servers := network.At("dhcpOptions", "dnsServers")
		items, known := servers.Items()
		custom := known.Then(rule.Every(items, func(server rule.Value) rule.Answer {
			return server.Is(azureDNS)
		}).Not())
		return network.When(hasConsumers(s, network).And(custom), servers,
			"is %s, which all have to forward the registry's names to Azure's own server", servers)
	}),
}

// hasConsumers answers whether a consumer is in the virtual network.
func hasConsumers(s *rule.Stack, network *rule.Resource) rule.Answer {
	owners, possible := subnetOwnersByNetwork(s).at(referenceTo(network))
	return rule.Known(len(owners) > 0).Or(rule.Known(len(possible) > 0).And(rule.Unknown))
}
