package general

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
	"private-acr/policy/ruletest"
)

const outputsFile = "testdata/no-plaintext-secret-output.yaml"

func testOutputs(t *testing.T) {
	t.Parallel()
	examples, err := fixture.Load(os.DirFS("."), noPlaintextSecretOutput.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range examples.Fail {
		t.Run("fail/"+example.Name, func(t *testing.T) {
			t.Parallel()
			expect(t, example)
			if len(judge(t, example, fixture.Preview, nil)) == 0 {
				t.Error("in a preview the rule says nothing")
			}
			if found := judge(t, example, fixture.Update, markOutputs); len(found) > 0 {
				t.Errorf("with outputs that are marked as secrets the rule finds %q", found)
			}
		})
	}
	for _, example := range examples.Pass {
		t.Run("pass/"+example.Name, func(t *testing.T) {
			t.Parallel()
			expect(t, example)
		})
	}
	for _, example := range examples.Undecided {
		t.Run("undecided/"+example.Name, func(t *testing.T) {
			t.Parallel()
			expect(t, example)
		})
	}
}

// expect compares what the rule finds with what the example wants, and puts odd outputs in the place of all.
func expect(t *testing.T, example fixture.Case) {
	t.Helper()
	if diff := cmp.Diff(example.Finds, judge(t, example, fixture.Update, nil)); diff != "" {
		t.Errorf("the rule finds (-want +got):\n%s", diff)
	}
	for _, odd := range ruletest.Odd() {
		judge(t, example, fixture.Update, func(r *rule.Resource) {
			r.Properties = rule.NewValue("", property.New(map[string]property.Value{"password": odd}))
		})
	}
}

func judge(t *testing.T, example fixture.Case, world fixture.World, change func(*rule.Resource)) []string {
	t.Helper()
	resources, err := example.Build(world)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range resources {
		if r.Type == rule.RootStack && change != nil {
			change(r)
		}
	}
	settings, err := noPlaintextSecretOutput.Settle(example.Settings)
	if err != nil {
		t.Fatal(err)
	}
	return texts(noPlaintextSecretOutput.Judge(resources, settings))
}

func texts(findings []rule.Finding) []string {
	var lines []string
	for _, finding := range findings {
		line := finding.String()
		if finding.Undecided {
			line = "undecided: " + line
		}
		lines = append(lines, line)
	}
	return lines
}

func markOutputs(r *rule.Resource) {
	r.Properties = rule.NewValue("", r.Properties.Raw().WithSecret(true))
}

// TestSecretsInRecordedInputs has a resource as azure-native leaves it, with a copy of its inputs that is
// marked as a whole. What is marked in it counts, what is not does not.
func TestSecretsInRecordedInputs(t *testing.T) {
	t.Parallel()
	group := rule.NewResource("azure-native:containerinstance:ContainerGroup", "urn:group", "aci",
		property.NewMap(map[string]property.Value{
			"__inputs": property.New(map[string]property.Value{
				"containerGroupName": property.New("ci-myapp-prod"),
				"secureValue":        property.New("correct-horse").WithSecret(true),
			}).WithSecret(true),
		}))
	root := rule.NewResource("pulumi:pulumi:Stack", "urn:root", "prod",
		property.NewMap(map[string]property.Value{
			"name":  property.New("ci-myapp-prod"),
			"motto": property.New("correct-horse"),
		}))
	got := texts(noPlaintextSecretOutput.Judge([]*rule.Resource{group, root}, rule.Settings{}))
	want := []string{
		`motto of stack "prod" is in plain text, but container group "aci" has the same text as a secret`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the rule finds (-want +got):\n%s", diff)
	}
}
