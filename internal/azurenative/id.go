package azurenative

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// IDTemplate makes resource ids out of inputs, and finds the inputs again in an id.
type IDTemplate struct {
	// Parameters are the inputs that go into the id, in order, without the subscription. The last is the
	// resource's own name.
	Parameters []string

	text    string
	pattern *regexp.Regexp
}

var parameterPattern = regexp.MustCompile(`\{(\w+)\}`)

// parseTemplate takes a path with parameters in braces. A scope may be any id; every other parameter is one
// segment. Resource Manager compares the words between them without regard to case.
func parseTemplate(text string) IDTemplate {
	template := IDTemplate{text: text}
	expression := parameterPattern.ReplaceAllStringFunc(text, func(braced string) string {
		name := braced[1 : len(braced)-1]
		if name != SubscriptionParameter {
			template.Parameters = append(template.Parameters, name)
		}
		if name == "scope" {
			return "(?P<scope>.+)"
		}
		return fmt.Sprintf("(?P<%s>[^/]+)", name)
	})
	template.pattern = regexp.MustCompile("(?i)^" + expression + "$")
	return template
}

// Fill puts inputs into the template. It returns the name of the first input that is missing or not known
// yet.
func (t IDTemplate) Fill(subscription string, inputs resource.PropertyMap) (id, missing string) {
	id = strings.ReplaceAll(t.text, "{"+SubscriptionParameter+"}", subscription)
	for _, name := range t.Parameters {
		value, ok := Text(inputs[resource.PropertyKey(name)])
		if !ok || value == "" {
			return "", name
		}
		id = strings.ReplaceAll(id, "{"+name+"}", strings.Trim(value, "/"))
	}
	return id, ""
}

// Parse returns the inputs that an id was made of, and whether it fits the template. A scope is given back as
// an id, with its slash.
func (t IDTemplate) Parse(id string) (resource.PropertyMap, bool) {
	match := t.pattern.FindStringSubmatch(id)
	if match == nil {
		return nil, false
	}
	inputs := make(resource.PropertyMap)
	for _, name := range t.Parameters {
		value := match[t.pattern.SubexpIndex(name)]
		if name == "scope" {
			value = "/" + value
		}
		inputs[resource.PropertyKey(name)] = resource.NewStringProperty(value)
	}
	return inputs, true
}

// Text returns a string input, whether secret or not; it is false for what is no string or not known yet.
func Text(value resource.PropertyValue) (string, bool) {
	for value.IsSecret() {
		value = value.SecretValue().Element
	}
	if !value.IsString() {
		return "", false
	}
	return value.StringValue(), true
}

// ResourceID returns the id that the resource of a Pulumi type (for example "azure-native:network:Subnet")
// has or will have in Azure, and whether it can be told: the type must be known, and so must every input
// that goes into the id. Use it to look for what an interrupted creation may have left.
func ResourceID(urnType string, inputs resource.PropertyMap, subscriptionID string) (string, bool) {
	found, ok := Lookup(urnType)
	if !ok {
		return "", false
	}
	id, missing := found.ID.Fill(subscriptionID, inputs)
	return id, missing == ""
}
