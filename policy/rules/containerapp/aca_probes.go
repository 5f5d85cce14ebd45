package containerapp

import "private-acr/policy/rule"

var neededProbes = rule.Setting[[]string]{
	Name: "probes", Default: []string{"Liveness", "Readiness"},
	Doc: "The types of probe that each container needs; Azure knows Liveness, Readiness and Startup.",
}

var probes = rule.Rule{
	ID:       "aca-probes",
	Title:    "Each container of an app says how to tell that it is alive and ready.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp},
	Why: "Without probes of its own a container counts as ready and alive while its port is open: it is " +
		"sent requests before it can answer them, and is not restarted when it hangs.",
	Fix: "Give each container in template.containers a probe of each type, with httpGet or tcpSocket to " +
		"say where to ask.",
	Link: "https://learn.microsoft.com/azure/container-apps/health-probes",
	Sources: []rule.Source{
		{Catalog: rule.LandingZone, ID: "no-liveness-probes"},
		{Catalog: rule.LandingZone, ID: "no-readiness-probes"},
		{Catalog: rule.LandingZone, ID: "no-startup-probes"},
	},
	Check: rule.OnResourceWith(neededProbes, func(r *rule.Resource, needed []string) []rule.Finding {
		return rule.ForEach(r, containers(r), func(container rule.Value) []rule.Finding {
			given := container.At("probes")
			var findings []rule.Finding
			for _, wanted := range needed {
				there := has(given, func(probe rule.Value) rule.Answer { return probe.At("type").Is(wanted) })
				findings = append(findings, r.When(there.Not(), given, "has no %s probe", wanted)...)
			}
			return findings
		})
	}),
}
