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

// Ids of what the platform made.
const (
	group         = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/rg-myapp"
	registryID    = group + "/providers/Microsoft.ContainerRegistry/registries/acrmyapp"
	identityID    = group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-myapp"
	environmentID = group + "/providers/Microsoft.App/managedEnvironments/cae-myapp"
	subnetID      = group + "/providers/Microsoft.Network/virtualNetworks/vnet-myapp/subnets/container-apps"
)

func identityLogin() spec.Login {
	return spec.Login{
		Form:       spec.FormIdentity,
		Server:     pulumi.String("acrmyapp.azurecr.io"),
		IdentityID: pulumi.String(identityID),
		ClientID:   pulumi.String("client"),
	}
}

func minimal() *spec.ContainerApp {
	return &spec.ContainerApp{
		Image:             pulumi.String("myapp:1.0.0"),
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg-myapp"),
		EnvironmentID:     pulumi.String(environmentID),
		Login:             identityLogin(),
	}
}

func program(args *spec.ContainerApp) func(*pulumi.Context) error {
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
		"containerAppName":    "ca-web",
		"resourceGroupName":   "rg-myapp",
		"location":            "koreacentral",
		"environmentId":       environmentID,
		"workloadProfileName": "Consumption",
		"identity": map[string]any{
			"type": "UserAssigned", "userAssignedIdentities": []any{identityID},
		},
		"configuration": map[string]any{
			"activeRevisionsMode": "Single",
			"registries": []any{
				map[string]any{"server": "acrmyapp.azurecr.io", "identity": identityID},
			},
			"ingress": map[string]any{
				"external": false, "targetPort": 80.0, "transport": "auto", "allowInsecure": false,
				"traffic": []any{map[string]any{"latestRevision": true, "weight": 100.0}},
			},
		},
		"template": map[string]any{
			"containers": []any{map[string]any{
				"name": "ca-web", "image": "acrmyapp.azurecr.io/myapp:1.0.0",
				"resources": map[string]any{"cpu": 0.5, "memory": "1Gi"},
				"env":       []any{map[string]any{"name": "AZURE_CLIENT_ID", "value": "client"}},
			}},
			"scale": map[string]any{"minReplicas": 1.0, "maxReplicas": 3.0},
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
			"/resourceGroups/rg-myapp/providers/Microsoft.App/containerApps/ca-web",
		"web.Name":               "ca-web",
		"web.FQDN":               "ca-web.calm-sea.koreacentral.azurecontainerapps.io",
		"web.LatestRevisionName": "ca-web--1",
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
	args.CPU, args.Memory, args.MinReplicas, args.MaxReplicas = 4, "8Gi", pulumi.IntRef(5), 9
	args.Env = map[string]pulumi.StringInput{"Z": pulumi.String("last"), "A": pulumi.String("first")}
	args.Tags = spec.Tags{"team": pulumi.String("shop")}
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

// TestWaitsForItsLogin is the promise of spec.Login: what the app needs comes out of the stages before.
func TestWaitsForItsLogin(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		env, err := containerapp.NewEnvironment(ctx, "stage", minimalEnvironment())
		if err != nil {
			return err
		}
		args := minimal()
		args.Login.Server, args.EnvironmentID = env.DefaultDomain, env.ID
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
	if got := preview.Input(t, "containerAppName"); got != "ca-web" {
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

// TestImage gives the image as another resource's output: right and, with the words of a known one, wrong.
func TestImage(t *testing.T) {
	t.Parallel()
	later := func(text string) pulumi.StringInput { return pulumi.String(text).ToStringOutput() }
	args := minimal()
	args.Image = later("shop/web:2")
	app := mocktest.Run(t, program(args)).Resource(t, "web-app")
	if got := app.Input(t, "template.containers[0].image"); got != "acrmyapp.azurecr.io/shop/web:2" {
		t.Errorf("image = %v", got)
	}
	args.Image = pulumi.String("shop/web")
	known := mocktest.CheckFaults(t, program(args), "image")
	args.Image = later("shop/web")
	_, err := mocktest.Fails(t, program(args))
	if !strings.Contains(err.Error(), known[0].Error()) {
		t.Errorf("error = %v, want the words of %v", err, known)
	}
}

func TestImageIsImportedByAHook(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.ImportFrom, args.RegistryID = pulumi.String("mcr.microsoft.com/hello:1"), pulumi.String(registryID)
	request := mocktest.Run(t, program(args)).Resource(t, "web-app").Request
	want := []string{"image-import-web-app"}
	for moment, got := range map[string][]string{
		"create": request.GetHooks().GetBeforeCreate(), "update": request.GetHooks().GetBeforeUpdate(),
	} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("hooks before %s (-want +got):\n%s", moment, diff)
		}
	}
	if hooks := mocktest.Run(t, program(minimal())).Resource(t, "web-app").Request.GetHooks(); hooks != nil {
		t.Errorf("hooks = %v without an import", hooks)
	}
}

// TestFaults are those that this component can have as a whole; each rule is the spec's.
func TestFaults(t *testing.T) {
	t.Parallel()
	type args = spec.ContainerApp
	env := func(name string) map[string]pulumi.StringInput {
		return map[string]pulumi.StringInput{name: pulumi.String("x")}
	}
	tests := map[string]struct {
		change func(*args)
		paths  []string
	}{
		"no location":       {func(a *args) { a.Location = nil }, []string{"location"}},
		"no resource group": {func(a *args) { a.ResourceGroupName = nil }, []string{"resourceGroupName"}},
		"no environment":    {func(a *args) { a.EnvironmentID = nil }, []string{"environmentId"}},
		"environment": {
			func(a *args) { a.EnvironmentID = pulumi.String(subnetID) }, []string{"environmentId"},
		},
		"name":            {func(a *args) { a.Name = "CA" }, []string{"name"}},
		"no login":        {func(a *args) { a.Login = spec.Login{} }, []string{"login"}},
		"half a login":    {func(a *args) { a.Login.IdentityID = nil }, []string{"login.identityId"}},
		"login of a node": {func(a *args) { a.Login.Form = spec.FormNode }, []string{"login.form"}},
		"no tag":          {func(a *args) { a.Image = pulumi.String("myapp") }, []string{"image"}},
		"host": {
			func(a *args) { a.Image = pulumi.String("acr.azurecr.io/myapp:1") }, []string{"image"},
		},
		"import into nothing": {
			func(a *args) { a.ImportFrom = pulumi.String("mcr.microsoft.com/a:1") }, []string{"registryId"},
		},
		"negative port":         {func(a *args) { a.TargetPort = -1 }, []string{"targetPort"}},
		"port too high":         {func(a *args) { a.TargetPort = 65536 }, []string{"targetPort"}},
		"little CPU":            {func(a *args) { a.CPU = 0.1 }, []string{"cpu"}},
		"much CPU":              {func(a *args) { a.CPU = 4.25 }, []string{"cpu"}},
		"odd CPU":               {func(a *args) { a.CPU, a.Memory = 0.6, "1Gi" }, []string{"cpu"}},
		"memory":                {func(a *args) { a.Memory = "2Gi" }, []string{"memory"}},
		"memory without a unit": {func(a *args) { a.Memory = "1" }, []string{"memory"}},
		"memory in words":       {func(a *args) { a.Memory = "oneGi" }, []string{"memory"}},
		"negative replicas": {
			func(a *args) { a.MinReplicas = pulumi.IntRef(-1) }, []string{"minReplicas"},
		},
		"replicas": {
			func(a *args) { a.MinReplicas, a.MaxReplicas = pulumi.IntRef(3), 2 }, []string{"minReplicas"},
		},
		"client id": {func(a *args) { a.Env = env("AZURE_CLIENT_ID") }, []string{"env.AZURE_CLIENT_ID"}},
		"variable":  {func(a *args) { a.Env = env("1A") }, []string{"env.1A"}},
		"all at once": {
			func(a *args) { *a = args{Name: "CA", TargetPort: -1} },
			[]string{
				"environmentId", "image", "location", "login", "name", "resourceGroupName", "targetPort",
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given := minimal()
			test.change(given)
			mocktest.CheckFaults(t, program(given), test.paths...)
		})
	}
}

func TestMemoryMayBeWrittenWithADecimal(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Memory = "1.0Gi"
	mocktest.Run(t, program(args))
}

// TestReplicasFollowOneAnother has only the fewest given.
func TestReplicasFollowOneAnother(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.MinReplicas = pulumi.IntRef(5)
	app := mocktest.Run(t, program(args)).Resource(t, "web-app")
	if got := app.Input(t, "template.scale.maxReplicas"); got != 5.0 {
		t.Errorf("maxReplicas = %v, want 5", got)
	}
}
