package general

import (
	"strings"

	"private-acr/policy/rule"
)

var diagnosticsPresent = rule.Rule{
	ID:       "diagnostics-present",
	Title:    "The logs of registries and environments are kept.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry, rule.ManagedEnvironment},
	Why: "Without a diagnostic setting Azure keeps no record of who pulled, pushed or was turned away, " +
		"and none of what Container Apps did when an image could not be pulled.",
	Fix: "Add a DiagnosticSetting whose resourceUri is the resource's id; for an environment " +
		"appLogsConfiguration.destination may be log-analytics instead.",
	Link: "https://learn.microsoft.com/azure/container-registry/monitor-container-registry",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "56288eb2"},
		{Catalog: rule.AzurePolicy, ID: "6a664864"},
		{Catalog: rule.PSRule, ID: "Azure.ACR.Logs"},
		{Catalog: rule.LandingZone, ID: "no-diagnostic-settings"},
	},
	Check: rule.InStack(func(s *rule.Stack, r *rule.Resource) []rule.Finding {
		// The one destination of an environment's logs that needs no diagnostic setting.
		kept := r.At("appLogsConfiguration", "destination").Is("log-analytics")
		for _, setting := range s.All(rule.DiagnosticSetting) {
			kept = kept.Or(isOf(s, setting, r))
		}
		return r.When(kept.Not(), r.Here(), "has no diagnostic setting")
	}),
}

// isOf answers whether a diagnostic setting is one of the resource. The setting's outputs need not have
// resourceUri, but its id begins with it.
func isOf(s *rule.Stack, setting, r *rule.Resource) rule.Answer {
	uri := setting.At("resourceUri")
	found, answer := s.Referred(setting, uri, r.Type)
	if answer == rule.Yes {
		return rule.Known(found == r)
	}
	return answer.Or(uri.Exists().Not().And(liesUnder(setting, r)))
}

// liesUnder answers whether the id of a resource is that of another with more behind it.
func liesUnder(extension, r *rule.Resource) rule.Answer {
	id, known := r.At("id").Text()
	return known.Then(extension.At("id").Like(func(text string) bool {
		return strings.HasPrefix(strings.ToLower(text), strings.ToLower(id)+"/")
	}))
}
