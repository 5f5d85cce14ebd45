package general

import "private-acr/policy/rule"

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
		settings, known := settingsByResource(s).Of(r)
		exists := rule.Known(len(settings) > 0).Or(known.Then(rule.No))
		return r.When(kept.Or(exists).Not(), r.Here(), "has no diagnostic setting")
	}),
}

// settingsByResource are the stack's diagnostic settings by what they are of.
func settingsByResource(s *rule.Stack) *rule.Groups {
	return rule.GroupBy(s, settingsKey{}, resourceOf, rule.DiagnosticSetting)
}

// settingsKey is the key of a stack's diagnostic settings.
type settingsKey struct{}

// resourceOf is the registry or environment that a diagnostic setting is of. The setting's outputs need not
// have resourceUri, but its id begins with it.
func resourceOf(s *rule.Stack, setting *rule.Resource) (*rule.Resource, rule.Answer) {
	uri := setting.At("resourceUri")
	if uri.Exists() == rule.No {
		return s.ARMParent(setting, "resourceUri", rule.Registry, rule.ManagedEnvironment)
	}
	return s.Referred(setting, uri, rule.Registry, rule.ManagedEnvironment)
}
