package containerinstance

import "private-acr/policy/rule"

var inNetwork = rule.Rule{
	ID:       "aci-in-vnet",
	Title:    "A container group runs in a subnet.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.ContainerGroup},
	Why: "A group outside of a virtual network resolves the registry's name to its public address, which " +
		"a private registry refuses, and nothing limits what reaches the group or what it reaches.",
	Fix: "Set subnetIds to a subnet of its own that is delegated to " +
		"Microsoft.ContainerInstance/containerGroups, another one than that of the private endpoint.",
	Link: "https://learn.microsoft.com/azure/container-instances/using-azure-container-registry-mi",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "8af8f826-edcb-4178-b35f-851ea6fea615"},
		{Catalog: rule.Checkov, ID: "CKV_AZURE_98"},
		{Catalog: rule.KICS, ID: "71884fcb"},
		{Catalog: rule.CIS, ID: "16.14"},
	},
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		subnets := r.At("subnetIds")
		// Before the API of 2021-07-01 a network profile said which subnet it is.
		profile := r.At("networkProfile", "id").Exists()
		return r.When(subnets.IsEmpty().And(profile.Not()), subnets, "names no subnet")
	}),
}
