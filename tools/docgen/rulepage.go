package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"private-acr/policy/fixture"
	"private-acr/policy/report"
	"private-acr/policy/rule"
)

// rulePage is what the template shows of a rule. Tables and blocks end in a line break.
type rulePage struct {
	*rule.Rule
	Folder     string
	Facts      string
	Off        bool
	Fail, Pass shownExample
	Output     string
	// Settings is empty where the rule has none.
	Settings, Configuration string
	Catalogs, Tests         string
}

func rulePages(all *library) ([]document, error) {
	var documents []document
	var faults []error
	for _, e := range all.all() {
		one, err := e.render()
		if err != nil {
			faults = append(faults, fmt.Errorf("rule %q: %w", e.ID, err))
		}
		documents = append(documents, one)
	}
	return documents, errors.Join(faults...)
}

func (e entry) render() (document, error) {
	fail, failErr := e.show(&e.examples.Fail[0])
	pass, passErr := e.show(&e.examples.Pass[0])
	output, outputErr := e.output()
	if err := errors.Join(failErr, passErr, outputErr); err != nil {
		return document{}, err
	}
	return page(e.page(), "rule.md.tmpl", rulePage{
		Rule: e.Rule, Folder: e.folder, Facts: e.facts(), Off: e.Levels.Production == rule.Disabled,
		Fail: fail, Pass: pass, Output: output,
		Settings: e.settings(), Configuration: configured(e.Rule, nil),
		Catalogs: e.catalogs(), Tests: e.tests(),
	})
}

func (e entry) facts() string {
	types := make([]string, len(e.Types))
	for i, t := range e.Types {
		types[i] = code(string(t))
		if t == rule.AnyType {
			types[i] = "every one of azure-native"
		}
	}
	return table([]string{"level in development", "in production", "severity", "kind", "types"}, [][]string{{
		e.Levels.Development.String(), e.Levels.Production.String(), e.Severity.String(), e.kind(),
		strings.Join(types, ", "),
	}})
}

// output is what Pulumi prints of the example that breaks the rule.
func (e entry) output() (string, error) {
	example := &e.examples.Fail[0]
	resources, err := example.Build(fixture.Update)
	if err != nil {
		return "", err
	}
	configured, err := e.Configure(example.Settings)
	if err != nil {
		return "", err
	}
	var messages []string
	for _, finding := range configured.Evaluate(resources) {
		if !finding.Undecided {
			messages = append(messages, report.Result{Rule: e.Rule, Finding: finding}.Message())
		}
	}
	if len(messages) == 0 {
		return "", fmt.Errorf("example %q does not break it", example.Name)
	}
	return strings.Join(messages, "\n\n"), nil
}

func (e entry) settings() string {
	settings := e.Settings()
	if len(settings) == 0 {
		return ""
	}
	rows := make([][]string, len(settings))
	for i, setting := range settings {
		standard := code(layout(setting.Default, "", width))
		rows[i] = []string{code(setting.Name), setting.TypeName(), standard, setting.Doc}
	}
	return table([]string{"setting", "type", "default", "what it says"}, rows)
}

func (e entry) catalogs() string {
	if len(e.Sources) == 0 {
		return "Found in no other catalog.\n"
	}
	rows := make([][]string, len(e.Sources))
	for i, source := range e.Sources {
		rows[i] = []string{string(source.Catalog), source.ID, conflict(source)}
	}
	return table([]string{"catalog", "entry", "conflict"}, rows)
}

func (e entry) tests() string {
	return table([]string{"fail", "pass", "undecided", "examples"}, [][]string{{
		strconv.Itoa(len(e.examples.Fail)), strconv.Itoa(len(e.examples.Pass)),
		strconv.Itoa(len(e.examples.Undecided)), link(e.fixture(), "../../"+e.fixture()),
	}})
}
