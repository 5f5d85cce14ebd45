package plugin_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"gopkg.in/yaml.v3"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
)

// recording is one of testdata/recorded.yaml, which says what its fields are.
type recording struct {
	Of        string              `yaml:"of"`
	Version   string              `yaml:"version"`
	Location  string              `yaml:"location"`
	Invokes   []recordedInvoke    `yaml:"invokes"`
	Resources []*recordedResource `yaml:"resources"`
}

type recordedInvoke struct {
	Function string   `yaml:"function"`
	Answers  []string `yaml:"answers"`
}

type recordedResource struct {
	Type    string `yaml:"type"`
	Name    string `yaml:"name"`
	Seed    string `yaml:"seed"`
	Given   object `yaml:"given"`
	Adds    object `yaml:"adds"`
	ID      string `yaml:"id"`
	Answers object `yaml:"answers"`
}

// explained are the differences from the recordings that stay, by type and property, with the reason. The
// table in docs/simulation.md is the same.
var explained = map[string]string{
	"keyvault:Vault.systemData.createdByType":      "a person recorded; the account here is an application",
	"keyvault:Vault.systemData.lastModifiedByType": "a person recorded; the account here is an application",
	"network:NetworkInterface":                     "only those of private endpoints are simulated",
	"random names":                                 "2.90.0 makes other digits of a seed",
}

// TestExplainedDifferencesAreInTheDocs compares the list with the table.
func TestExplainedDifferencesAreInTheDocs(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/simulation.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| Recorded otherwise | Why |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	var rows []string
	for _, difference := range slices.Sorted(maps.Keys(explained)) {
		rows = append(rows, fmt.Sprintf("| `%s` | %s |", difference, explained[difference]))
	}
	if diff := cmp.Diff(rows, strings.Split(table, "\n")); diff != "" {
		t.Errorf("table in docs/simulation.md (-explained +table):\n%s", diff)
	}
}

// TestReplay asks the stand-in, over a simulated Azure, what the real plugin was asked, and wants its
// answers.
func TestReplay(t *testing.T) {
	t.Parallel()
	var recordings []recording
	text, err := os.ReadFile("testdata/recorded.yaml")
	if err == nil {
		here := strings.ReplaceAll(string(text), "SUB", azuresim.SubscriptionID)
		err = yaml.Unmarshal([]byte(here), &recordings)
	}
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, recorded := range recordings {
		for difference, what := range recorded.replay(t) {
			if found[difference] = true; explained[difference] == "" {
				t.Errorf("%s %s: %s: %s", recorded.Of, recorded.Version, difference, what)
			}
		}
	}
	for difference := range explained {
		if !found[difference] {
			t.Errorf("%s is explained, and is no difference any more", difference)
		}
	}
}

// replay runs the recording in an Azure of its own, and returns what differs by type and property.
func (recorded recording) replay(t *testing.T) map[string]string {
	t.Helper()
	simulated, err := azuresim.Start(t.Context(), azuresim.Options{World: world.Options{Scale: 6000}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = simulated.Close() })
	r := rig{ResourceProviderClient: connect(t, pluginPort(t, simulated)), t: t}
	_, err = r.Configure(r.ctx(), &pulumirpc.ConfigureRequest{
		Args: r.marshal(object{"location": recorded.Location}),
	})
	r.must(err)
	for _, invoked := range recorded.Invokes {
		r.replayInvoke(invoked)
	}
	differences := map[string]string{}
	for _, one := range recorded.Resources {
		maps.Copy(differences, r.replayResource(recorded.Version, one))
	}
	return differences
}

// pluginPort finds the plugin by the variable that the engine finds it by.
func pluginPort(t *testing.T, simulated *azuresim.Azure) int {
	t.Helper()
	for _, assignment := range simulated.Env() {
		if port, ok := strings.CutPrefix(assignment, "PULUMI_DEBUG_PROVIDERS=azure-native:"); ok {
			number, err := strconv.Atoi(port)
			if err != nil {
				t.Fatal(err)
			}
			return number
		}
	}
	t.Fatal("no plugin is served")
	return 0
}

func (r rig) replayInvoke(recorded recordedInvoke) {
	r.t.Helper()
	response, err := r.Invoke(r.ctx(), &pulumirpc.InvokeRequest{Tok: "azure-native:" + recorded.Function})
	r.must(err)
	got := slices.Sorted(maps.Keys(response.GetReturn().AsMap()))
	if diff := cmp.Diff(recorded.Answers, got); diff != "" {
		r.t.Errorf("%s answers (-recorded +here):\n%s", recorded.Function, diff)
	}
}

func (r rig) replayResource(version string, recorded *recordedResource) map[string]string {
	r.t.Helper()
	differences := map[string]string{}
	inputs := r.replayCheck(recorded, differences)
	response, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn("azure-native:"+recorded.Type, recorded.Name), Properties: r.marshal(inputs),
	})
	if err != nil {
		differences[recorded.Type] = err.Error()
		return differences
	}
	if response.GetId() != recorded.ID {
		r.t.Errorf("%s has id %q, recorded is %q", recorded.Name, response.GetId(), recorded.ID)
	}
	answers := response.GetProperties().AsMap()
	delete(answers, "__inputs")
	if version != "2.90.0" {
		delete(answers, "azureApiVersion") // came after 2.76
	}
	compare(recorded.Type, recorded.Answers, answers, differences)
	return differences
}

// replayCheck wants Check to add what it added, and returns the inputs that came out.
func (r rig) replayCheck(recorded *recordedResource, differences map[string]string) object {
	r.t.Helper()
	seed, err := base64.StdEncoding.DecodeString(recorded.Seed)
	r.must(err)
	response, err := r.Check(r.ctx(), &pulumirpc.CheckRequest{
		Urn:        urn("azure-native:"+recorded.Type, recorded.Name),
		RandomSeed: seed, News: r.marshal(recorded.Given),
	})
	r.must(err)
	if recorded.rename(response.GetInputs().AsMap()) {
		differences["random names"] = "other digits"
	}
	want := maps.Clone(recorded.Given)
	maps.Copy(want, recorded.Adds)
	if diff := cmp.Diff(want, response.GetInputs().AsMap()); diff != "" || len(response.GetFailures()) > 0 {
		r.t.Errorf("Check of %s: %v (-recorded +here):\n%s", recorded.Name, response.GetFailures(), diff)
	}
	return want
}

// rename gives what was recorded the random name that it has here, if it is one of the same form.
func (recorded *recordedResource) rename(inputs object) bool {
	form := regexp.MustCompile("^" + recorded.Name + "[0-9a-f]{8}$")
	for key, was := range recorded.Adds {
		before, _ := was.(string)
		now, _ := inputs[key].(string)
		if before != now && form.MatchString(before) && form.MatchString(now) {
			recorded.Adds[key], recorded.Answers["name"] = now, now
			recorded.ID = strings.ReplaceAll(recorded.ID, before, now)
			recorded.Answers["id"] = recorded.ID
			return true
		}
	}
	return false
}

// compare notes what differs between a recorded value and ours. The recorded "*" is any text.
func compare(at string, recorded, here any, differences map[string]string) {
	if number, ok := recorded.(int); ok {
		recorded = float64(number)
	}
	wanted, isObject := recorded.(object)
	given, alsoObject := here.(object)
	list, isList := recorded.([]any)
	items, alsoList := here.([]any)
	_, isText := here.(string)
	switch {
	case isObject && alsoObject:
		for _, key := range slices.Sorted(maps.Keys(merged(wanted, given))) {
			compare(at+"."+key, wanted[key], given[key], differences)
		}
	case isList && alsoList && len(list) == len(items):
		for i := range list {
			compare(fmt.Sprintf("%s[%d]", at, i), list[i], items[i], differences)
		}
	case recorded == "*" && isText, reflect.DeepEqual(recorded, here):
	default:
		differences[at] = fmt.Sprintf("recorded %v, here %v", recorded, here)
	}
}

func merged(a, b object) object {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}
