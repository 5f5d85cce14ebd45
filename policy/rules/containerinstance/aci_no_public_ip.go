package containerinstance

import "private-acr/policy/rule"

var noPublicIP = rule.Rule{
	ID:       "aci-no-public-ip",
	Title:    "A container group has no public address.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.ContainerGroup},
	Why: "A public address opens every port of the group to the internet, without a firewall in front, " +
		"and Azure refuses it, as it does a DNS label, for a group in a subnet.",
	Fix: "Set ipAddress.type to Private and leave out ipAddress.dnsNameLabel, or leave out ipAddress " +
		"where nothing calls the group.",
	Link:    "https://learn.microsoft.com/azure/container-instances/container-instances-vnet",
	Sources: []rule.Source{{Catalog: rule.Checkov, ID: "CKV_AZURE_245"}},
	Check:   rule.MustNotBe("ipAddress.type", "Public", "is %s"),
}
