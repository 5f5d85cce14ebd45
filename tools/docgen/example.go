package main

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"

	"private-acr/policy/fixture"
)

// shownExample is an example as a page shows it.
type shownExample struct {
	Name, Program string
	// Configuration is empty where the example takes the defaults.
	Configuration string
}

func (e entry) show(example *fixture.Case) (shownExample, error) {
	program, err := program(example)
	shown := shownExample{Name: capital(example.Name), Program: program}
	if len(example.Settings) > 0 {
		shown.Configuration = configured(e.Rule, example.Settings)
	}
	return shown, err
}

func capital(text string) string {
	start := min(1, len(text))
	return strings.ToUpper(text[:start]) + text[start:]
}

// program is the example as Pulumi YAML, in the order and with the indentation of Pulumi's own examples.
func program(example *fixture.Case) (string, error) {
	text, err := example.Program()
	if err != nil {
		return "", err
	}
	var shown struct {
		Resources yaml.Node `yaml:"resources,omitempty"`
		Outputs   yaml.Node `yaml:"outputs,omitempty"`
	}
	if err := yaml.Unmarshal([]byte(text), &shown); err != nil {
		return "", err
	}
	plain(&shown.Resources)
	plain(&shown.Outputs)
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(shown); err != nil {
		return "", err
	}
	return b.String(), encoder.Close()
}

// plain writes what only examples have as Pulumi YAML has it: "!secret text" as a function, and "!computed"
// as an output of a resource that the example does not show.
func plain(node *yaml.Node) {
	switch node.Tag {
	case "!secret":
		text := yaml.Node{Kind: yaml.ScalarNode, Value: node.Value}
		key := yaml.Node{Kind: yaml.ScalarNode, Value: "fn::secret"}
		*node = yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{&key, &text}}
	case "!computed":
		*node = yaml.Node{Kind: yaml.ScalarNode, Value: "${other.output}"}
	}
	for _, child := range node.Content {
		plain(child)
	}
}
