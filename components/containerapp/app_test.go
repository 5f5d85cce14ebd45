package containerapp_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/access"
	"private-acr/components/containerapp"
	"private-acr/internal/mocktest"
)

func pull() access.Pull {
	return access.Pull{
		LoginServer: pulumi.String("acrmyapp.azurecr.io"),
		RegistryID:  pulumi.String("/registry"),
		IdentityID:  pulumi.String("/identity"),
		ClientID:    pulumi.String("client"),
	}
}

func minimal() *containerapp.Args {
	return &containerapp.Args{
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg-myapp"),
		Name:              "ca-myapp",
		EnvironmentID:     pulumi.String("/environment"),
		Access:            pull(),
		Image:             "myapp:1.0.0",
	}
}

func program(args *containerapp.Args) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		a, err := containerapp.New(ctx, "web", args)
		if err != nil {
			return err
		}
		mocktest.Component(ctx, a)
		return nil
	}
}

// TestDefaults spells out the app that minimal arguments give.
func TestDefaults(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, program(minimal()))
	want := map[string]any{
		"containerAppName":    "ca-myapp",
		"resourceGroupName":   "rg-myapp",
		"location":            "koreacentral",
		"environmentId":       "/environment",
		"workloadProfileName": "Consumption",
		"identity": map[string]any{
			"type": "UserAssigned", "userAssignedIdentities": []any{"/identity"},
		},
		"configuration": map[string]any{
			"activeRevisionsMode": "Single",
			"registries": []any{
				map[string]any{"server": "acrmyapp.azurecr.io", "identity": "/identity"},
			},
			"ingress": map[string]any{
				"external": false, "targetPort": 80.0, "transport": "auto", "allowInsecure": false,
				"traffic": []any{map[string]any{"latestRevision": true, "weight": 100.0}},
			},
		},
		"template": map[string]any{
			"containers": []any{map[string]any{
				"name": "ca-myapp", "image": "acrmyapp.azurecr.io/myapp:1.0.0",
				"resources": map[string]any{"cpu": 0.5, "memory": "1Gi"},
				"env":       []any{map[string]any{"name": "AZURE_CLIENT_ID", "value": "client"}},
			}},
			"scale": map[string]any{"minReplicas": 0.0, "maxReplicas": 3.0},
		},
		"tags": map[string]any{},
	}
	if diff := cmp.Diff(want, graph.Resource(t, "web-app").Inputs.Mappable()); diff != "" {
		t.Errorf("app (-want +got):\n%s", diff)
	}
}

func TestOutputs(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, program(minimal()))
	want := map[string]string{
		"web.ID": "/subscriptions/" + mocktest.SubscriptionID +
			"/resourceGroups/rg-myapp/providers/Microsoft.App/containerApps/ca-myapp",
		"web.Name":               "ca-myapp",
		"web.FQDN":               "ca-myapp.calm-sea.koreacentral.azurecontainerapps.io",
		"web.LatestRevisionName": "ca-myapp--1",
	}
	for output, value := range want {
		if got := graph.Output(t, output); got != value {
			t.Errorf("%s = %v, want %s", output, got, value)
		}
		if got := graph.Preview.Output(t, output); got != mocktest.Unknown {
			t.Errorf("%s = %v in preview, want it unknown", output, got)
		}
	}
}

func TestMaximum(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.TargetPort, args.External = 8080, true
	args.CPU, args.Memory, args.MinReplicas, args.MaxReplicas = 4, "8Gi", 5, 9
	args.Env = map[string]string{"Z": "last", "A": "first"}
	args.Tags = map[string]string{"team": "shop"}
	app := mocktest.Run(t, program(args)).Resource(t, "web-app")
	for path, want := range map[string]any{
		"configuration.ingress.external":          true,
		"configuration.ingress.targetPort":        8080.0,
		"template.containers[0].resources.cpu":    4.0,
		"template.containers[0].resources.memory": "8Gi",
		"template.containers[0].env[1].name":      "A",
		"template.containers[0].env[2].value":     "last",
		"template.scale.minReplicas":              5.0,
		"template.scale.maxReplicas":              9.0,
		"tags.team":                               "shop",
	} {
		if got := app.Input(t, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}

// TestWaitsForAccess is the promise of access.Pull: what the app needs comes out of the stages before.
func TestWaitsForAccess(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		env, err := containerapp.NewEnvironment(ctx, "stage", minimalEnvironment())
		if err != nil {
			return err
		}
		args := minimal()
		args.Access.LoginServer, args.EnvironmentID = env.DefaultDomain, env.ID
		_, err = containerapp.New(ctx, "web", args)
		return err
	})
	app := graph.Resource(t, "web-app")
	for _, property := range []string{"configuration", "template", "environmentId"} {
		if !app.PropertyDependsOn(property, "stage-environment") {
			t.Errorf("%s does not wait for the stage it comes from", property)
		}
	}
	preview := graph.Preview.Resource(t, "web-app")
	if got := preview.Input(t, "template.containers[0].image"); got != mocktest.Unknown && got != nil {
		t.Errorf("image = %v in preview, want it unknown", got)
	}
	if got := preview.Input(t, "containerAppName"); got != "ca-myapp" {
		t.Errorf("name = %v in preview, want it known", got)
	}
}

func TestIsDeletedBeforeItIsReplaced(t *testing.T) {
	t.Parallel()
	app := mocktest.Run(t, program(minimal())).Resource(t, "web-app")
	if !app.Request.GetDeleteBeforeReplace() {
		t.Error("the app would be created while its name is taken")
	}
}

func TestHooksReachTheApp(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		nothing := func(*pulumi.ResourceHookArgs) error { return nil }
		hook, err := ctx.RegisterResourceHook("import", nothing, nil)
		if err != nil {
			return err
		}
		args := minimal()
		args.Hooks = &pulumi.ResourceHookBinding{BeforeCreate: []*pulumi.ResourceHook{hook}}
		_, err = containerapp.New(ctx, "web", args)
		return err
	})
	hooks := graph.Resource(t, "web-app").Request.GetHooks().GetBeforeCreate()
	if diff := cmp.Diff([]string{"import"}, hooks); diff != "" {
		t.Errorf("hooks (-want +got):\n%s", diff)
	}
}

func TestArgumentsAreNotChanged(t *testing.T) {
	t.Parallel()
	args := minimal()
	mocktest.Run(t, program(args))
	if args.TargetPort != 0 || args.CPU != 0 || args.Memory != "" || args.MaxReplicas != 0 {
		t.Errorf("New filled defaults into the caller's arguments: %+v", args)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	type args = containerapp.Args
	tests := map[string]struct {
		change func(*args)
		want   string
	}{
		"no location":       {func(a *args) { a.Location = nil }, "location: must be given"},
		"no resource group": {func(a *args) { a.ResourceGroupName = nil }, "resourceGroupName: "},
		"no environment":    {func(a *args) { a.EnvironmentID = nil }, "environmentId: must be given"},
		"name":              {func(a *args) { a.Name = "CA" }, "name: "},
		"no access":         {func(a *args) { a.Access = access.Pull{} }, "access: must have all"},
		"no tag":            {func(a *args) { a.Image = "myapp" }, "image: "},
		"host":              {func(a *args) { a.Image = "acr.azurecr.io/myapp:1" }, "image: "},
		"negative port":     {func(a *args) { a.TargetPort = -1 }, "targetPort: must be a port"},
		"port too high":     {func(a *args) { a.TargetPort = 65536 }, "targetPort: must be a port"},
		"little CPU":        {func(a *args) { a.CPU = 0.1 }, "cpu: must be from 0.25 to 4"},
		"much CPU":          {func(a *args) { a.CPU = 4.25 }, "cpu: must be from 0.25 to 4"},
		"odd CPU":           {func(a *args) { a.CPU = 0.6 }, "cpu: must be from 0.25 to 4"},
		"memory": {
			func(a *args) { a.Memory = "2Gi" }, `memory: must be twice the CPU, got "2Gi"; write "1Gi"`,
		},
		"memory without a unit": {func(a *args) { a.Memory = "1" }, "memory: must be twice the CPU"},
		"memory in words":       {func(a *args) { a.Memory = "oneGi" }, "memory: must be twice the CPU"},
		"negative replicas":     {func(a *args) { a.MinReplicas = -1 }, "maxReplicas: "},
		"replicas": {
			func(a *args) { a.MinReplicas, a.MaxReplicas = 3, 2 }, `maxReplicas: must be at least 1`,
		},
		"client id": {
			func(a *args) { a.Env = map[string]string{"AZURE_CLIENT_ID": "x"} },
			"env: must not hold AZURE_CLIENT_ID",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given := minimal()
			test.change(given)
			err := mocktest.Faults(t, program(given))
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %q, want it to hold %q", err, test.want)
			}
		})
	}
}

func TestNoArguments(t *testing.T) {
	t.Parallel()
	err := mocktest.Faults(t, program(nil))
	if !strings.Contains(err.Error(), `checking arguments of container app "web"`) {
		t.Errorf("error = %q, want it to name the component", err)
	}
}

func TestMemoryMayBeWrittenWithADecimal(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Memory = "1.0Gi"
	mocktest.Run(t, program(args))
}
