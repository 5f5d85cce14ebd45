package main

import (
	"bytes"
	"flag"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"private-acr/policy/rule"
	"private-acr/policy/rules"
)

var update = flag.Bool("update", false, "write the expected documents of the made-up rules anew")

var colours = rule.Setting[[]string]{
	Name: "colours", Default: []string{"blue"}, Doc: "The team's colours.",
}

// colourChosen has a setting, and sources that are in conflict with it; zoneThere has none of that.
var (
	colourChosen = rule.Rule{
		ID: "acr-colour-chosen", Title: "The registry's colour is one of the team's.", Severity: rule.High,
		Levels: rule.Levels{Development: rule.Advisory, Production: rule.Mandatory},
		Types:  []rule.Type{rule.Registry, rule.AnyType},
		Why:    "Nobody finds a registry of another colour among *.azurecr.io.", Fix: "Set tags.colour.",
		Link: "https://example.com/colours",
		Sources: []rule.Source{
			{Catalog: rule.Checkov, ID: "CKV_9", Conflict: "The entry wants <red> | nothing else."},
			{Catalog: rule.Checkov, ID: "CKV_10"},
			{Catalog: rule.PSRule, ID: "Azure.Colour"},
		},
		Check: rule.OnResourceWith(colours, func(r *rule.Resource, allowed []string) []rule.Finding {
			colour := r.At("tags", "colour")
			return r.When(colour.IsOneOf(allowed...).Not(), colour, "is %s", colour)
		}),
	}
	zoneThere = rule.Rule{
		ID: "zone-there", Title: "There is a zone.", Severity: rule.Low, Levels: rule.Always(rule.Disabled),
		Types: []rule.Type{rule.Registry}, Why: "Names have to mean something.", Fix: "Add a zone.",
		Link: "https://example.com/zones",
		Check: rule.InStack(func(s *rule.Stack, registry *rule.Resource) []rule.Finding {
			broken := rule.Known(len(s.All(rule.Zone)) == 0)
			return registry.When(broken, registry.Here(), "has no zone")
		}),
	}
)

const colourExamples = `
fail:
  - name: a colour of another team
    settings: {colours: [green, blue]}
    resources:
      acr:
        type: azure-native:containerregistry:Registry
        properties:
          tags: {colour: red}
      later:
        type: azure-native:containerregistry:Registry
        properties:
          tags:
            colour: !computed
    outputs:
      password: !secret swordfish
    finds: ['tags.colour of registry "acr" is "red"']
pass:
  - name: the team's colour
    resources:
      acr:
        type: azure-native:containerregistry:Registry
        properties:
          tags: {colour: blue}
undecided:
  - name: computed
    resources:
      acr:
        type: azure-native:containerregistry:Registry
        properties: {tags: !computed }
`

const zoneExamples = `
fail:
  - name: no zone for two
    resources:
      b: {type: "azure-native:containerregistry:Registry"}
      a: {type: "azure-native:containerregistry:Registry"}
pass:
  - name: a zone
    resources:
      zone: {type: "azure-native:privatedns:PrivateZone"}
`

// madeUp is a repository with the made-up rules.
func madeUp() (fstest.MapFS, []rules.Subject) {
	repository := fstest.MapFS{
		"README.md":          {Data: pageWith("settings", "outputs", "durations")},
		"docs/simulation.md": {Data: pageWith("probes")},
		"policy/rules/paint/testdata/acr-colour-chosen.yaml": {Data: []byte(colourExamples)},
		"policy/rules/names/testdata/zone-there.yaml":        {Data: []byte(zoneExamples)},
	}
	return repository, []rules.Subject{
		{Title: "Paint", Folder: "paint", Rules: []rule.Rule{colourChosen}},
		{Title: "Names", Folder: "names", Rules: []rule.Rule{zoneThere}},
	}
}

const expected = "testdata/expected"

// TestDocumentsOfTheMadeUpRules compares every document but the pages with markers and the schema of a
// stack's file, which no rule is in.
func TestDocumentsOfTheMadeUpRules(t *testing.T) {
	t.Parallel()
	documents, err := render(madeUp())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents[len(markedPages)+1:] {
		file := path.Join(expected, d.path)
		if *update {
			writeExpected(t, file, d.text)
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(string(want), string(d.text)); diff != "" {
			t.Errorf("%s differs; `go test ./tools/docgen -update` takes that over (-want +got):\n%s",
				file, diff)
		}
	}
}

func writeExpected(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(path.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDocumentsAreTheSameEveryTimeAndEndInOneNewline(t *testing.T) {
	t.Parallel()
	first, err := render(madeUp())
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := render(madeUp())
		if diff := cmp.Diff(first, again, cmp.AllowUnexported(document{})); diff != "" || err != nil {
			t.Fatalf("rendering again differs: %v\n%s", err, diff)
		}
	}
	for _, d := range first {
		if !bytes.HasSuffix(d.text, []byte("\n")) || bytes.HasSuffix(d.text, []byte("\n\n")) {
			t.Errorf("%s does not end in one newline", d.path)
		}
	}
}

func TestRenderRefusesExamplesThatShowNothing(t *testing.T) {
	t.Parallel()
	const file = "policy/rules/names/testdata/zone-there.yaml"
	for want, change := range map[string]func(fstest.MapFS){
		"file does not exist": func(f fstest.MapFS) { delete(f, file) },
		`rule "zone-there": example "no zone for two" does not break it`: func(f fstest.MapFS) {
			f[file].Data = []byte(strings.ReplaceAll(zoneExamples, "containerregistry:", "network:"))
		},
		`there is no resource "nowhere"`: func(f fstest.MapFS) {
			f[file].Data = []byte(strings.ReplaceAll(zoneExamples, `Registry"}`,
				`Registry", properties: {x: "${nowhere.id}"}}`))
		},
		"reading README.md": func(f fstest.MapFS) { delete(f, "README.md") },
	} {
		repository, subjects := madeUp()
		change(repository)
		if _, err := render(repository, subjects); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("rendering says %v, want %q", err, want)
		}
	}
}
