package catalog

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Path is the template of a type's ids. A word in braces stands for one segment and is the name of the input
// that goes there. As the first word it stands for a whole id, of what the resource extends. Resource Manager
// compares the words between without regard to case.
type Path string

// SubscriptionParameter is the one word in braces that is no input: the provider fills it in.
const SubscriptionParameter = "subscriptionId"

// inGroup is where most paths begin.
const inGroup = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"

// Parameters are the inputs that go into an id, in order, without the subscription. The last is the name of
// the resource itself.
func (p Path) Parameters() []string {
	var names []string
	for _, word := range p.words() {
		if name, ok := parameter(word); ok && name != SubscriptionParameter {
			names = append(names, name)
		}
	}
	return names
}

func (p Path) words() []string { return segments(string(p)) }

func segments(id string) []string {
	return strings.Split(strings.TrimPrefix(id, "/"), "/")
}

func parameter(word string) (name string, ok bool) {
	name, opened := strings.CutPrefix(word, "{")
	name, closed := strings.CutSuffix(name, "}")
	return name, opened && closed
}

// extends tells whether ids begin with that of another resource.
func (p Path) extends() bool { return strings.HasPrefix(string(p), "/{") }

// Fill makes an id of inputs. It returns the name of the first input that is missing or not known yet.
func (p Path) Fill(subscription string, inputs resource.PropertyMap) (id, missing string) {
	words := p.words()
	for i, word := range words {
		name, ok := parameter(word)
		switch {
		case !ok:
			continue
		case name == SubscriptionParameter:
			words[i] = subscription
			continue
		}
		value, known := Text(inputs[resource.PropertyKey(name)])
		if !known || value == "" {
			return "", name
		}
		words[i] = strings.Trim(value, "/")
	}
	return "/" + strings.Join(words, "/"), ""
}

// Parse returns the inputs that an id was made of, and whether it fits the template. The id of what the
// resource extends is given back with its leading slash.
func (p Path) Parse(id string) (resource.PropertyMap, bool) {
	words, given := p.words(), segments(id)
	if p.extends() && len(given) > len(words) {
		surplus := len(given) - len(words) + 1
		extended := "/" + strings.Join(given[:surplus], "/")
		given = append([]string{extended}, given[surplus:]...)
	}
	if len(words) != len(given) {
		return nil, false
	}
	inputs := make(resource.PropertyMap)
	for i, word := range words {
		name, ok := parameter(word)
		switch {
		case given[i] == "", !ok && !strings.EqualFold(given[i], word):
			return nil, false
		case ok && name != SubscriptionParameter:
			inputs[resource.PropertyKey(name)] = resource.NewStringProperty(given[i])
		}
	}
	return inputs, true
}

// Text returns the text of a property, whether secret or not. It is false for what is no text or not known
// yet.
func Text(value resource.PropertyValue) (string, bool) {
	for value.IsSecret() {
		value = value.SecretValue().Element
	}
	if !value.IsString() {
		return "", false
	}
	return value.StringValue(), true
}
