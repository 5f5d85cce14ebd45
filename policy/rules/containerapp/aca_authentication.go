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
	configs := configsByApp(s)
	own, _ := configs.Of(app)
	answer := rule.No
	for _, config := range own {
		answer = answer.Or(config.At("platform", "enabled").Is(true))
	}
	for _, config := range configs.Unresolved {
		answer = answer.Or(rule.Unknown.And(config.At("platform", "enabled").Is(true)))
	}
	return answer
}

// configsByApp are the stack's authentications by the app that they are of.
func configsByApp(s *rule.Stack) *rule.Groups {
	return rule.GroupBy(s, configsKey{}, appOf, rule.AuthConfig)
}

// appOf is the app that an authentication is of, by the app's name that it was given. What Azure answers does
// not repeat that name: then the id says it.
func appOf(s *rule.Stack, config *rule.Resource) (*rule.Resource, rule.Answer) {
	name := config.At("containerAppName")
	sources := s.Sources(config, name, rule.ContainerApp)
	text, given := name.Text()
	switch {
	case len(sources) == 1:
		return sources[0], rule.Yes
	case given == rule.No:
		return s.ARMParent(config, "containerAppName", rule.ContainerApp)
	case given == rule.Unknown:
		return nil, rule.Unknown
	default:
		apps := appsByName(s)
		return apps.by[strings.ToLower(text)], apps.known.Then(rule.No)
	}
}

// named are a stack's apps by name, without regard to case.
type named struct {
	by map[string]*rule.Resource
	// known is unknown where some app has a name that is not known yet.
	known rule.Answer
}

// The keys of what is worked out once for a stack.
type (
	configsKey struct{}
	namesKey   struct{}
)

func appsByName(s *rule.Stack) named {
	return rule.Once(s, namesKey{}, func() named {
		apps := named{by: map[string]*rule.Resource{}, known: rule.Yes}
		for _, app := range s.All(rule.ContainerApp) {
			for _, name := range []rule.Value{app.At("containerAppName"), app.At("name")} {
				text, given := name.Text()
				if given == rule.Yes {
					apps.by[strings.ToLower(text)] = app
				} else if given == rule.Unknown {
					apps.known = rule.Unknown
				}
			}
		}
		return apps
	})
}
