package containerapp

import (
	"strings"

	"private-acr/policy/rule"
)

var authentication = rule.Rule{
	ID:       "aca-authentication",
	Title:    "A container app with external ingress has authentication in front of it.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.ContainerApp},
	Why: "Without it the app's own code alone tells callers from outside of the environment apart: a " +
		"single check that was forgotten lets everybody in.",
	Fix: "Add a ContainerAppsAuthConfig with platform.enabled true for the app, or set " +
		"configuration.ingress.external to false.",
	Link: "https://learn.microsoft.com/azure/container-apps/authentication",
	Sources: []rule.Source{
		{Catalog: rule.AzurePolicy, ID: "2b585559-a78e-4cc4-b1aa-fb169d2f6b96"},
	},
	Check: rule.InStack(func(s *rule.Stack, app *rule.Resource) []rule.Finding {
		open := external(app)
		// Authentication is for HTTP: it cannot be had for TCP.
		broken := open.Is(true).And(ingress(app).At("transport").Is("tcp").Not()).
			And(authenticated(s, app).Not())
		return app.When(broken, open, "is %s, but nothing authenticates callers", open)
	}),
}

// authenticated answers whether authentication of the app is on.
func authenticated(s *rule.Stack, app *rule.Resource) rule.Answer {
	answer := rule.No
	for _, config := range s.All(rule.AuthConfig) {
		answer = answer.Or(isFor(s, config, app).And(config.At("platform", "enabled").Is(true)))
	}
	return answer
}

// isFor answers whether the authentication is that of the app, by the app's name that it was given. What
// Azure answers does not repeat that name: then the id says it.
func isFor(s *rule.Stack, config, app *rule.Resource) rule.Answer {
	name := config.At("containerAppName")
	if sources := s.Sources(config, name, rule.ContainerApp); len(sources) == 1 {
		return rule.Known(sources[0] == app)
	}
	if name.Exists() == rule.No {
		return liesIn(config, app)
	}
	text, known := name.Text()
	return known.Then(app.At("containerAppName").Is(text).Or(app.At("name").Is(text)))
}

// liesIn answers whether the id of the inner resource is below that of the outer one. What is not built yet
// has none.
func liesIn(inner, outer *rule.Resource) rule.Answer {
	innerID, innerKnown := inner.At("id").Text()
	outerID, outerKnown := outer.At("id").Text()
	below := strings.HasPrefix(strings.ToLower(innerID), strings.ToLower(outerID)+"/")
	return innerKnown.Then(outerKnown.Then(rule.Known(below)))
}
