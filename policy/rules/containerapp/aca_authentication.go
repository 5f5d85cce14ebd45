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
	all := authenticationsOf(s)
	answer := all.elsewhere.And(rule.Unknown).Or(all.ofApp.Of(app))
	for _, name := range []rule.Value{app.At("containerAppName"), app.At("name")} {
		text, known := name.Text()
		answer = answer.Or(all.ofName.Of(strings.ToLower(text)))
		if known == rule.Unknown {
			answer = answer.Or(all.ofAnyName.And(rule.Unknown))
		}
	}
	return answer
}

// authentications are whether the authentications of a stack are on.
type authentications struct {
	ofApp rule.Answers[*rule.Resource]
	// ofName are by the app's name, in lower case, and ofAnyName is for all of these.
	ofName    rule.Answers[string]
	ofAnyName rule.Answer
	// elsewhere is for those of which it is not known what app they are of.
	elsewhere rule.Answer
}

// authenticationsKey is the key of a stack's authentications.
type authenticationsKey struct{}

func authenticationsOf(s *rule.Stack) authentications {
	return rule.Once(s, authenticationsKey{}, func() authentications {
		all := authentications{
			ofApp: rule.Answers[*rule.Resource]{}, ofName: rule.Answers[string]{},
			ofAnyName: rule.No, elsewhere: rule.No,
		}
		for _, config := range s.All(rule.AuthConfig) {
			all.add(s, config)
		}
		return all
	})
}

// add adds an authentication.
func (a *authentications) add(s *rule.Stack, config *rule.Resource) {
	on := config.At("platform", "enabled").Is(true)
	app, unresolved := appOf(s, config)
	name, named := config.At("containerAppName").Text()
	switch {
	case app != nil:
		a.ofApp.Add(app, on)
	case unresolved:
		a.elsewhere = a.elsewhere.Or(on)
	case named == rule.Yes:
		a.ofName.Add(strings.ToLower(name), on)
		a.ofAnyName = a.ofAnyName.Or(on)
	}
}

// appOf is the app of the stack that an authentication is of, or whether that is not known yet. It is neither
// where only a name may tell. What Azure answers does not repeat that name: then the id tells.
func appOf(s *rule.Stack, config *rule.Resource) (app *rule.Resource, unresolved bool) {
	app, known := s.ARMParent(config, "containerAppName", rule.ContainerApp)
	_, named := config.At("containerAppName").Text()
	if app != nil || named == rule.No {
		return app, known == rule.Unknown
	}
	return nil, named == rule.Unknown
}
