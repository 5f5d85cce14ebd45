package general

import (
	"fmt"
	"os"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
)

// TestOutputsThatAreSecrets marks the outputs of each example that breaks the rule.
func TestOutputsThatAreSecrets(t *testing.T) {
	t.Parallel()
	examples, err := fixture.Load(os.DirFS("."), noPlaintextSecretOutput.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range examples.Fail {
		resources, err := example.Build(fixture.Update)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range resources {
			if r.Type == rule.RootStack {
				r.Properties = rule.NewValue("", r.Properties.Raw().WithSecret(true))
			}
		}
		if found := evaluate(t, resources); len(found) > 0 {
			t.Errorf("%s: with outputs that are marked as secrets the rule finds %v", example.Name, found)
		}
	}
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
	got := fmt.Sprint(evaluate(t, []*rule.Resource{group, root}))
	const want = `[motto of stack "prod" is in plain text, but container group "aci" has the same text ` +
		`as a secret]`
	if got != want {
		t.Errorf("the rule finds %s, want %s", got, want)
	}
}

func evaluate(t *testing.T, resources []*rule.Resource) []rule.Finding {
	t.Helper()
	configured, err := noPlaintextSecretOutput.Configure(nil)
	if err != nil {
		t.Fatal(err)
	}
	return configured.Evaluate(resources)
}
