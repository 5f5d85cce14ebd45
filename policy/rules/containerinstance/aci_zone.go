package containerinstance

import "private-acr/policy/rule"

var zone = rule.Rule{
	ID:       "aci-zone",
	Title:    "A container group is in a zone of your choice.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerGroup},
	Why: "Where no zone is chosen Azure may place all groups of an application in the same one, and they " +
		"fail together with it.",
	Fix: "Set zones to one zone, such as \"1\", and to another one for the next group of the same " +
		"application; groups with GPUs and some regions have no zones.",
	Link:    "https://learn.microsoft.com/azure/reliability/reliability-containers",
	Sources: []rule.Source{{Catalog: rule.AzurePolicy, ID: "f58e8c0a"}},
	Check:   rule.MustHaveItems("zones", "names no zone"),
}
