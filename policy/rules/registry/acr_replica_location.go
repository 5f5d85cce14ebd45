package registry

import (
	"slices"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var replicaLocations = rule.Setting[[]string]{
	Name: "locations", Default: []string{},
	Doc: `The regions that replications may lie in, such as "koreacentral"; none means any.`,
}

var replicaLocation = rule.Rule{
	ID:       "acr-replica-location",
	Title:    "Replications lie in allowed regions.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Replication},
	Why: "A replication holds a copy of every image, which is then stored and handled under the law of " +
		"its region.",
	Fix: "Set location to one of the regions in this rule's setting locations, or leave the replication " +
		"out; without the setting every region is allowed.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ACR.ReplicaLocation (AZR-000494)"},
	},
	Check: rule.OnResourceWith(replicaLocations, func(r *rule.Resource, allowed []string) []rule.Finding {
		if len(allowed) == 0 {
			return nil
		}
		location := r.At("location")
		// Where none is given, the provider takes the resource group's.
		broken := location.Exists().Then(location.Like(func(region string) bool {
			return !slices.ContainsFunc(allowed, func(a string) bool { return azure.SameRegion(a, region) })
		}))
		return r.When(broken, location, "is %s, which is not one of the allowed regions", location)
	}),
}
