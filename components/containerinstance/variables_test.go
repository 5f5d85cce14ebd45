package containerinstance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

const variables = "containers[0].environmentVariables"

func secret(output pulumi.StringInput) pulumi.StringOutput {
	return pulumi.ToSecret(output).(pulumi.StringOutput)
}

func value(name, text string) any       { return map[string]any{"name": name, "value": text} }
func secureValue(name, text string) any { return map[string]any{"name": name, "secureValue": text} }

func checkInputs(t *testing.T, r mocktest.Resource, want map[string]any) {
	t.Helper()
	for path, value := range want {
		if diff := cmp.Diff(value, r.Input(t, path)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// TestVariables has each sort of value that a variable can have, in an update and in a preview. Of one that
// is secret and not known yet mocks cannot be told; see internal/component.
func TestVariables(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		source, err := mocktest.NewSource(ctx, "source", "late")
		if err != nil {
			return err
		}
		args := minimal()
		args.Env = map[string]pulumi.StringInput{
			"PLAIN": pulumi.String("text"), "LATE": source.Value,
			"SECRET": spec.Secret("hush"), "SECRET_OUTPUT": secret(pulumi.String("hush")),
		}
		return program(args)(ctx)
	})
	mocktest.CheckHidden(t, graph, "hush")
	// What a preview does not know mocks show as nothing.
	unknown := map[string]any{"name": "LATE"}
	for g, late := range map[*mocktest.Graph]any{graph: value("LATE", "late"), graph.Preview: unknown} {
		checkInputs(t, g.Resource(t, "job-group"), map[string]any{variables: []any{
			value("AZURE_CLIENT_ID", "client"), late, value("PLAIN", "text"),
			secureValue("SECRET", "hush"), secureValue("SECRET_OUTPUT", "hush"),
		}})
	}
}

func TestPasswordLogin(t *testing.T) {
	t.Parallel()
	for name, password := range map[string]pulumi.StringInput{
		"known": spec.Secret("hush"), "output": secret(pulumi.String("hush")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := minimal()
			args.Login = spec.Login{
				Form: spec.FormPassword, Server: pulumi.String("ghcr.io"),
				Username: pulumi.String("shop"), Password: password,
			}
			graph := mocktest.Run(t, program(args))
			mocktest.CheckHidden(t, graph, "hush")
			checkInputs(t, graph.Resource(t, "job-group"), map[string]any{
				"identity": nil, variables: []any{}, "containers[0].image": "ghcr.io/hello:1.0.0",
				"imageRegistryCredentials": []any{
					map[string]any{"server": "ghcr.io", "username": "shop", "password": "hush"},
				},
			})
		})
	}
}

// TestNoLogin pulls from a registry that lets everybody pull.
func TestNoLogin(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Login = spec.Login{Form: spec.FormNone, Server: pulumi.String("mcr.microsoft.com")}
	checkInputs(t, mocktest.Run(t, program(args)).Resource(t, "job-group"), map[string]any{
		"identity": nil, "imageRegistryCredentials": nil, variables: []any{},
		"containers[0].image": "mcr.microsoft.com/hello:1.0.0",
	})
}

func TestOutputsAreNoSecrets(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Env = map[string]pulumi.StringInput{"SECRET": spec.Secret("hush")}
	graph := mocktest.Run(t, program(args))
	for _, name := range []string{"job.ID", "job.Name", "job.IPAddress"} {
		if graph.Outputs[name].Secret {
			t.Errorf("%s is a secret", name)
		}
	}
}

func TestImportKeepsSecrets(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Image, args.ImportFrom = spec.Secret("hush:1"), spec.Secret("mcr.microsoft.com/hush:1")
	args.RegistryID = pulumi.String(registryID)
	mocktest.CheckHidden(t, mocktest.Run(t, program(args)), "hush")
}

// TestTwoKindsOfOneName have a hook each, whose names a stack has only once.
func TestTwoKindsOfOneName(t *testing.T) {
	t.Parallel()
	source := pulumi.String("mcr.microsoft.com/hello:1")
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		group := minimal()
		group.ImportFrom, group.RegistryID = source, pulumi.String(registryID)
		if err := program(group)(ctx); err != nil {
			return err
		}
		_, err := containerapp.New(ctx, "job", &spec.ContainerApp{
			Image: group.Image, ImportFrom: source, RegistryID: group.RegistryID,
			Location: group.Location, ResourceGroupName: group.ResourceGroupName, Login: group.Login,
			EnvironmentID: pulumi.String("/subscriptions/" + mocktest.SubscriptionID +
				"/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/cae"),
		})
		return err
	})
	hook := func(name string) string {
		return graph.Resource(t, name).Request.GetHooks().GetBeforeCreate()[0]
	}
	if hook("job-app") == hook("job-group") {
		t.Errorf("both have the hook %s", hook("job-app"))
	}
}
