package general

import (
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var allowedRegions = rule.Setting[[]string]{
	Name: "locations", Default: []string{},
	Doc: `The regions that resources and resource groups may be in, as "westeurope"; none means any.`,
}

var allowedLocations = rule.Rule{
	ID:       "allowed-locations",
	Title:    "Resources are only in the allowed regions.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.AnyType},
	Why: "What is in another region may break the rules on where data lies, and a consumer cannot join a " +
		"virtual network of another region; a resource moves only by being replaced.",
	Fix:  "Set location to one of the regions that the setting locations lists.",
	Link: "https://learn.microsoft.com/azure/reliability/regions-list",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "e56962a6"},
		{Catalog: rule.PSRule, ID: "Azure.Resource.AllowedRegions"},
		{Catalog: rule.LandingZone, ID: "locations"},
	},
	Check: rule.OnResourceWith(allowedRegions, func(r *rule.Resource, allowed []string) []rule.Finding {
		if len(allowed) == 0 {
			return nil
		}
		location := r.At("location")
		outside := location.Like(func(text string) bool { return !isIn(text, allowed) })
		return r.When(outside, location, "is %s, which is none of %s", location, strings.Join(allowed, ", "))
	}),
}

// isIn says that a location is one of the regions, or none at all, as that of private DNS zones.
func isIn(location string, regions []string) bool {
	return slices.ContainsFunc(append([]string{"global"}, regions...), func(region string) bool {
		return azure.SameRegion(region, location)
	})
}
