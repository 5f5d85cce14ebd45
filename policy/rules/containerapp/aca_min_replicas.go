package containerapp

import "private-acr/policy/rule"

var leastReplicas = rule.Setting[float64]{
	Name: "replicas", Default: 2, Doc: "The number of replicas that an app has to keep at least.",
}

var minReplicas = rule.Rule{
	ID:       "aca-min-replicas",
	Title:    "A container app keeps more than one replica running.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp},
	Why: "With one replica the app is away whenever that is moved or restarted; with none the first caller " +
		"waits until the image is pulled, which is also when a broken way to the registry comes to light.",
	Fix:  "Set template.scale.minReplicas to 2 or more.",
	Link: "https://learn.microsoft.com/azure/container-apps/scale-app",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.MinReplicas (AZR-000413)"},
		{Catalog: rule.LandingZone, ID: "replica-count"},
	},
	Check: rule.OnResourceWith(leastReplicas, func(r *rule.Resource, wanted float64) []rule.Finding {
		// Azure's default is 0: the app stops when nobody calls.
		least := r.At("template", "scale", "minReplicas").Or(0.0)
		number, known := least.Number()
		few := known.Then(rule.Known(number < wanted))
		return r.When(few, least, "is %s, which is less than %v", least, wanted)
	}),
}
