package settings_test

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xeipuuv/gojsonschema"
	"gopkg.in/yaml.v3"

	"private-acr/settings"
)

// againstSchema is what editors say of a stack's file.
func againstSchema(t *testing.T, text []byte) []gojsonschema.ResultError {
	t.Helper()
	var file map[string]any
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	schema, err := json.Marshal(settings.Schema())
	if err != nil {
		t.Fatal(err)
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewGoLoader(file))
	if err != nil {
		t.Fatal(err)
	}
	return result.Errors()
}

func TestTheSchemaTakesTheDevStack(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../Pulumi.dev.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if faults := againstSchema(t, text); len(faults) > 0 {
		t.Errorf("got %v", faults)
	}
}

// stackFile is a stack's file that is as short as can be, and more.
func stackFile(t *testing.T, more map[string]any) []byte {
	t.Helper()
	file := map[string]any{
		"private-acr:name": "myapp", "private-acr:location": "koreacentral",
		"private-acr:registry": map[string]any{"name": "acrmyapp"},
	}
	maps.Copy(file, more)
	maps.DeleteFunc(file, func(_ string, value any) bool { return value == nil })
	text, err := yaml.Marshal(map[string]any{"config": file, "encryptionsalt": "v1:x"})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// web is a configuration with one app, of an image and more.
func web(more map[string]any) map[string]any {
	app := map[string]any{"image": "a:1"}
	maps.Copy(app, more)
	return map[string]any{"private-acr:containerApps": map[string]any{"web": app}}
}

type object = map[string]any

func TestTheSchemaTakesWhatParseTakes(t *testing.T) {
	t.Parallel()
	for name, more := range map[string]map[string]any{
		"the shortest":      {},
		"another package's": {"azure-native:location": "mars", "private-dns:x": 1},
		"an app":            web(nil),
		"texts for numbers": web(object{
			"cpu": "0.75", "targetPort": "8080", "external": "true",
			"minReplicas": 0,
		}),
		"numbers":              web(object{"cpu": 0.75, "targetPort": 8080, "external": true}),
		"a secret":             web(object{"env": object{"A": object{"secure": "v1:x"}, "B": "c"}}),
		"a secret image":       web(object{"image": object{"secure": "v1:x"}}),
		"tags as one text":     {"private-acr:tags": `{"a":"b"}`},
		"tags as one secret":   {"private-acr:tags": object{"secure": "v1:x"}},
		"an empty environment": {"private-acr:environment": object{}},
		"subnets": {"private-acr:network": object{"subnets": object{
			"privateEndpoints": object{"addressPrefix": "10.0.2.0/24"},
		}}},
		"a credential": {"private-acr:credentials": object{"hub": object{"basic": object{
			"server": "ghcr.io", "username": "bot", "password": object{"secure": "v1:x"},
		}}}},
	} {
		if faults := againstSchema(t, stackFile(t, more)); len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

// TestTheSchemaIsTheCommittedOne compares what it says, not how it is laid out.
func TestTheSchemaIsTheCommittedOne(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../settings.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var committed, made map[string]any
	text, err := json.Marshal(settings.Schema())
	if err := errors.Join(err, json.Unmarshal(file, &committed), json.Unmarshal(text, &made)); err != nil {
		t.Fatal(err)
	}
	delete(committed, "$comment")
	if diff := cmp.Diff(committed, made); diff != "" {
		t.Errorf("run make generate (-committed +made):\n%s", diff)
	}
}

func TestTheSchemaRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for name, more := range map[string]map[string]any{
		"no name":             {"private-acr:name": nil},
		"no registry":         {"private-acr:registry": nil},
		"an object as a name": {"private-acr:name": "{"},
		"a misspelt key":      {"private-acr:locatoin": "koreacentral"},
		"one below":           web(object{"targetport": 80}),
		"one in the registry": {"private-acr:registry": object{
			"name":    "acrmyapp",
			"replica": []any{},
		}},
		"no image":            {"private-acr:containerApps": object{"web": object{"cpu": 1}}},
		"no name of it":       {"private-acr:registry": object{}},
		"a word for a number": web(object{"cpu": "half"}),
		"a number for a text": web(object{"env": object{"PORT": 8080}}),
		"too much cpu":        web(object{"cpu": 9}),
		"a port beyond":       web(object{"targetPort": 65536}),
		"a choice of none":    {"private-acr:privateLink": object{"dataEndpoints": "Auto"}},
		"a text for a list": {"private-acr:registry": object{
			"name":     "acrmyapp",
			"replicas": "eastus",
		}},
		"a text for an object":         {"private-acr:network": "hub"},
		"a secret with more":           web(object{"env": object{"A": object{"secure": "v1:x", "b": "c"}}}),
		"a secret name":                {"private-acr:name": object{"secure": "v1:x"}},
		"a secret network":             {"private-acr:network": object{"secure": "v1:x"}},
		"a long tag":                   {"private-acr:tags": object{"a": string(make([]byte, 300))}},
		"what only a deployment knows": web(object{"environmentId": "x"}),
		"a subnet of nobody":           {"private-acr:network": object{"subnets": object{"apps": object{}}}},
		"a key of many words": {
			"private-acr:containerApps": object{"My Web": object{"image": "a:1"}},
		},
	} {
		if faults := againstSchema(t, stackFile(t, more)); len(faults) == 0 {
			t.Errorf("the schema takes %s", name)
		}
	}
}
