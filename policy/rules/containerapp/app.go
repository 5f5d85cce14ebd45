package containerapp

import "private-acr/policy/rule"

// ingress is how an app is called. An app without one is called by nobody.
func ingress(app *rule.Resource) rule.Value { return app.At("configuration", "ingress") }

// external is whether an app answers callers from outside of its environment; Azure's default is false.
func external(app *rule.Resource) rule.Value { return ingress(app).At("external") }

// containers lists what runs in an app or a job for as long as it does, which init containers do not.
func containers(r *rule.Resource) rule.Value { return r.At("template", "containers") }

// has answers whether the question has the answer yes for an element of the list.
func has(list rule.Value, question func(rule.Value) rule.Answer) rule.Answer {
	items, known := list.Items()
	return rule.Some(items, question).Or(known.Not())
}
