package main

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	conf "private-acr/policy/configuration"
	"private-acr/policy/protocol"
	"private-acr/policy/rules"
)

// ownDocument is one of the documents of the project's own rules.
func ownDocument(t *testing.T, name string) []byte {
	t.Helper()
	own := protocol.PrivateACR(rules.All())
	for _, d := range append(configurations(own), schema(own)) {
		if d.path == name {
			return d.text
		}
	}
	t.Fatalf("there is no document %s", name)
	return nil
}

func TestThePackTakesTheConfigurations(t *testing.T) {
	t.Parallel()
	own := protocol.PrivateACR(rules.All())
	for _, d := range configurations(own) {
		file := filepath.Join(t.TempDir(), path.Base(d.path))
		if err := os.WriteFile(file, d.text, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := conf.CheckFile(own.Rules, file); err != nil {
			t.Error(err)
		}
	}
}

func TestConfigurationsSayEverything(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"development", "production"} {
		var said map[string]map[string]any
		if err := json.Unmarshal(ownDocument(t, "policy/"+name+".json"), &said); err != nil {
			t.Fatal(err)
		}
		for _, r := range rules.All() {
			level := r.Levels.Production
			if name == "development" {
				level = r.Levels.Development
			}
			entry := maps.Clone(said[r.ID])
			if entry[conf.LevelKey] != level.String() {
				t.Errorf("%s: rule %q has level %v, want %s", name, r.ID, entry[conf.LevelKey], level)
			}
			delete(entry, conf.LevelKey)
			if len(entry) != len(r.Settings()) {
				t.Errorf("%s: rule %q has %d settings, want %d", name, r.ID, len(entry), len(r.Settings()))
			}
		}
		for _, id := range []string{conf.Undecided, conf.Exemptions, conf.Report} {
			if said[id] == nil {
				t.Errorf("%s: there is no entry %q", name, id)
			}
		}
	}
}

func TestTheSchemaTakesTheConfigurations(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"policy/development.json", "policy/production.json"} {
		if faults := againstSchema(t, string(ownDocument(t, name))); len(faults) > 0 {
			t.Errorf("the schema refuses %s: %q", name, faults)
		}
	}
}

// exempting is a configuration with one exemption.
func exempting(fields string) string { return `{"exemptions": {"list": [{` + fields + `}]}}` }

const exemption = `"rule": "acr-admin-disabled", "urn": "*", "reason": "asked for", "expires": "2027-03-31"`

func TestTheSchemaTakesWhatIsRight(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing":             `{}`,
		"a level":             `{"acr-admin-disabled": "advisory"}`,
		"a level in an entry": `{"acr-admin-disabled": {"enforcementLevel": "disabled"}}`,
		"all":                 `{"all": "mandatory"}`,
		"environments":        `{"environments": ["team/azure"]}`,
		"an exemption":        exempting(exemption),
		"a report":            `{"report": {"sarif": "out.sarif"}}`,
	} {
		if faults := againstSchema(t, text); len(faults) > 0 {
			t.Errorf("%s: %q", name, faults)
		}
	}
}

func TestTheSchemaRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"an unknown rule":           `{"acr-admin-disable": "mandatory"}`,
		"a wrong level":             `{"acr-admin-disabled": "strict"}`,
		"a wrong level in an entry": `{"acr-admin-disabled": {"enforcementLevel": "remediate"}}`,
		"a wrong level for all":     `{"all": "strict"}`,
		"a wrong level of a report": `{"report": {"enforcementLevel": "strict"}}`,
		"an unknown setting":        `{"acr-admin-disabled": {"allowed": true}}`,
		"a setting for all":         `{"all": {"enforcementLevel": "mandatory", "sarif": ""}}`,
		"a setting of a wrong type": `{"report": {"sarif": 7}}`,
		"environments as a text":    `{"environments": "team/azure"}`,
		"a list":                    `[]`,
		"an exemption without end":  exempting(strings.Replace(exemption, "expires", "until", 1)),
		"an exemption with more":    exempting(exemption + `, "ticket": "7"`),
	} {
		if len(againstSchema(t, text)) == 0 {
			t.Errorf("the schema takes %s: %s", name, text)
		}
	}
}

// againstSchema is what the schema has against a configuration.
func againstSchema(t *testing.T, text string) []gojsonschema.ResultError {
	t.Helper()
	schema := gojsonschema.NewBytesLoader(ownDocument(t, "policy/config.schema.json"))
	result, err := gojsonschema.Validate(schema, gojsonschema.NewStringLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	return result.Errors()
}

// TestExamplesOfConfigurationAreRight reads what the rules' pages say of their settings.
func TestExamplesOfConfigurationAreRight(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		text := configured(&r, nil)
		if faults := againstSchema(t, text); len(faults) > 0 {
			t.Errorf("the schema refuses %s: %q", text, faults)
		}
		if strings.Contains(text, `"disabled"`) {
			t.Errorf("%s leaves the rule off", text)
		}
	}
}

func TestTheOwnRulesHavePages(t *testing.T) {
	t.Parallel()
	documents, err := render(os.DirFS("../.."), rules.Subjects())
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]bool{}
	for _, d := range documents {
		paths[d.path] = true
	}
	for _, r := range rules.All() {
		if !paths["docs/rules/"+r.ID+".md"] {
			t.Errorf("rule %q has no page", r.ID)
		}
	}
}
