package containerapp_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

func secret(output pulumi.StringInput) pulumi.StringOutput {
	return pulumi.ToSecret(output).(pulumi.StringOutput)
}

func value(name, text string) any { return map[string]any{"name": name, "value": text} }
func ref(name, secret string) any { return map[string]any{"name": name, "secretRef": secret} }
func clientID() map[string]any    { return map[string]any{"name": "AZURE_CLIENT_ID", "value": "client"} }

func checkEqual(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// TestVariables has each sort of value that a variable can have, in an update and in a preview. Of one that
// is secret and not known yet mocks cannot be told; see internal/component.
func TestVariables(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Env = map[string]pulumi.StringInput{
		"PLAIN": pulumi.String("text"), "OUTPUT": pulumi.String("output").ToStringOutput(),
		"SECRET": spec.Secret("hush"), "SECRET_OUTPUT": secret(pulumi.String("hush")),
	}
	graph := mocktest.Run(t, program(args))
	mocktest.CheckHidden(t, graph, "hush")
	env := []any{
		clientID(), value("OUTPUT", "output"), value("PLAIN", "text"),
		ref("SECRET", "env-secret"), ref("SECRET_OUTPUT", "env-secret-output"),
	}
	secrets := []any{value("env-secret", "hush"), value("env-secret-output", "hush")}
	for _, g := range []*mocktest.Graph{graph, graph.Preview} {
		app := g.Resource(t, "web-app")
		checkEqual(t, "variables", any(env), app.Input(t, "template.containers[0].env"))
		checkEqual(t, "secrets", any(secrets), app.Input(t, "configuration.secrets"))
	}
}

// TestVariableOfAnotherResource has a plain value that the preview does not know: there are no secrets
// because of it. The SDK fills in defaults of the template, so that all of that is unknown, which mocks show
// as nothing.
func TestVariableOfAnotherResource(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		source, err := mocktest.NewSource(ctx, "source", "late")
		if err != nil {
			return err
		}
		args := minimal()
		args.Env = map[string]pulumi.StringInput{"LATE": source.Value, "PLAIN": pulumi.String("text")}
		return program(args)(ctx)
	})
	want := []any{clientID(), value("LATE", "late"), value("PLAIN", "text")}
	app, preview := graph.Resource(t, "web-app"), graph.Preview.Resource(t, "web-app")
	checkEqual(t, "variables", any(want), app.Input(t, "template.containers[0].env"))
	checkEqual(t, "template in preview", nil, preview.Input(t, "template"))
	for _, resource := range []mocktest.Resource{app, preview} {
		checkEqual(t, "secrets", nil, resource.Input(t, "configuration.secrets"))
	}
}

// TestHostIsNoSecret keeps an app with secrets from making its host one, and with it the platform's contract.
func TestHostIsNoSecret(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Env = map[string]pulumi.StringInput{"SECRET": spec.Secret("hush")}
	graph := mocktest.Run(t, program(args))
	for _, name := range []string{"web.ID", "web.Name", "web.FQDN", "web.LatestRevisionName"} {
		if graph.Outputs[name].Secret {
			t.Errorf("%s is a secret", name)
		}
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
			args.Env = map[string]pulumi.StringInput{"REGISTRY_PASSWORD": spec.Secret("hush too")}
			args.Login = spec.Login{
				Form: spec.FormPassword, Server: pulumi.String("ghcr.io"),
				Username: pulumi.String("shop"), Password: password,
			}
			graph := mocktest.Run(t, program(args))
			mocktest.CheckHidden(t, graph, "hush")
			app := graph.Resource(t, "web-app")
			for path, want := range map[string]any{
				"identity": nil,
				"configuration.registries": []any{map[string]any{
					"server": "ghcr.io", "username": "shop", "passwordSecretRef": "registry-password",
				}},
				"configuration.secrets": []any{
					value("registry-password", "hush"), value("env-registry-password", "hush too"),
				},
				"template.containers[0].image": "ghcr.io/myapp:1.0.0",
				"template.containers[0].env":   []any{ref("REGISTRY_PASSWORD", "env-registry-password")},
			} {
				checkEqual(t, path, want, app.Input(t, path))
			}
		})
	}
}

// TestNoLogin pulls from a registry that lets everybody pull.
func TestNoLogin(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Login = spec.Login{Form: spec.FormNone, Server: pulumi.String("mcr.microsoft.com")}
	app := mocktest.Run(t, program(args)).Resource(t, "web-app")
	for path, want := range map[string]any{
		"identity": nil, "configuration.registries": nil, "configuration.secrets": nil,
		"template.containers[0].env":   []any{},
		"template.containers[0].image": "mcr.microsoft.com/myapp:1.0.0",
	} {
		checkEqual(t, path, want, app.Input(t, path))
	}
}

// TestSecretNamesStayApart has variables whose secrets' names would be the same, too long or empty.
func TestSecretNamesStayApart(t *testing.T) {
	t.Parallel()
	variables := []string{
		"A_B", "A-B", "a_b", "A.B", "A__B", "_A_B", "_", "__",
		strings.Repeat("A", 253), strings.Repeat("A", 252) + "B",
	}
	args := minimal()
	args.Env = map[string]pulumi.StringInput{}
	for _, name := range variables {
		args.Env[name] = spec.Secret("hush of " + name)
	}
	app := mocktest.Run(t, program(args)).Resource(t, "web-app")
	secrets, _ := app.Input(t, "configuration.secrets").([]any)
	values := map[string]string{}
	for _, one := range secrets {
		secret, _ := one.(map[string]any)
		name, _ := secret["name"].(string)
		values[name], _ = secret["value"].(string)
		if len(name) > 253 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("Azure refuses the name %q", name)
		}
	}
	if len(values) != len(variables) {
		t.Errorf("%d names for %d secrets", len(values), len(variables))
	}
	env, _ := app.Input(t, "template.containers[0].env").([]any)
	for _, one := range env[1:] {
		variable, _ := one.(map[string]any)
		name, _ := variable["secretRef"].(string)
		if want := "hush of " + variable["name"].(string); values[name] != want {
			t.Errorf("variable %s has the secret %q", variable["name"], values[name])
		}
	}
}

// TestSecretNameIsThatOfTheVariableAlone keeps it as it is when another variable joins.
func TestSecretNameIsThatOfTheVariableAlone(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Env = map[string]pulumi.StringInput{"A-B": spec.Secret("hush")}
	alone := mocktest.Run(t, program(args)).Resource(t, "web-app").Input(t, "configuration.secrets[0].name")
	args.Env["A_B"] = spec.Secret("hush")
	joined := mocktest.Run(t, program(args)).Resource(t, "web-app").Input(t, "configuration.secrets[0].name")
	if alone != joined {
		t.Errorf("the secret of A-B was %v and became %v", alone, joined)
	}
}

func TestImportKeepsSecrets(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Image, args.ImportFrom = spec.Secret("hush:1"), spec.Secret("mcr.microsoft.com/hush:1")
	args.RegistryID = pulumi.String(registryID)
	mocktest.CheckHidden(t, mocktest.Run(t, program(args)), "hush")
}

func TestClientIDIsForItsIdentityAlone(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Login.Form = spec.FormNone
	app := mocktest.Run(t, func(ctx *pulumi.Context) error {
		_, err := containerapp.New(ctx, "web", args)
		return err
	}).Resource(t, "web-app")
	checkEqual(t, "variables", any([]any{}), app.Input(t, "template.containers[0].env"))
}
