package general

import (
	"strings"

	"private-acr/policy/rule"
)

var tagNames = rule.Setting[[]string]{
	Name: "tags", Default: []string{},
	Doc: "The names of the tags that every resource has to have, in letters of any case as Azure takes them.",
}

var requiredTags = rule.Rule{
	ID:       "required-tags",
	Title:    "Resources have the required tags.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types: []rule.Type{
		rule.ResourceGroup, rule.Registry, rule.Replication, rule.Webhook, rule.PrivateEndpoint,
		rule.VirtualNetwork, rule.Zone, rule.VirtualNetworkLink, rule.Identity, rule.ContainerGroup,
		rule.ManagedEnvironment, rule.ContainerApp, rule.Job,
	},
	Why: "Tags say who owns a resource and who pays for it, and Azure does not hand those of a resource " +
		"group down to what is in it.",
	Fix:  "Add the tag to tags.",
	Link: "https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "871b6d14"},
		{Catalog: rule.AzurePolicy, ID: "1e30110a"},
		{Catalog: rule.PSRule, ID: "Azure.Resource.RequiredTags"},
		{Catalog: rule.PSRule, ID: "Azure.Resource.UseTags"},
	},
	Check: rule.OnResourceWith(tagNames, func(r *rule.Resource, names []string) []rule.Finding {
		var findings []rule.Finding
		for _, name := range names {
			tag := tagOf(r, name)
			_, given := tag.Text()
			findings = append(findings, r.When(given.Not(), tag, "is not set")...)
		}
		return findings
	}),
}

// tagOf is the resource's tag of the name, without regard to case.
func tagOf(r *rule.Resource, name string) rule.Value {
	tags := r.At("tags")
	given, _ := tags.Keys()
	for _, key := range given {
		if strings.EqualFold(key, name) {
			return tags.At(key)
		}
	}
	return tags.At(name)
}
