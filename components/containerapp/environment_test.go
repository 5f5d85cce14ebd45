package containerapp_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

func minimalEnvironment() *spec.Environment {
	return &spec.Environment{
		Name:              "cae-myapp",
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg-myapp"),
		SubnetID:          pulumi.String(subnetID),
	}
}

func environmentProgram(args *spec.Environment) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		e, err := containerapp.NewEnvironment(ctx, "env", args)
		if err != nil {
			return err
		}
		mocktest.Component(ctx, e)
		return nil
	}
}

// TestEnvironment spells out the environment, which has its workload profile and its network stated.
func TestEnvironment(t *testing.T) {
	t.Parallel()
	args := minimalEnvironment()
	args.Internal, args.Tags = true, spec.Tags{"team": pulumi.String("shop")}
	environment := mocktest.Run(t, environmentProgram(args)).Resource(t, "env-environment")
	want := map[string]any{
		"environmentName":   "cae-myapp",
		"resourceGroupName": "rg-myapp",
		"location":          "koreacentral",
		"vnetConfiguration": map[string]any{"infrastructureSubnetId": subnetID, "internal": true},
		"workloadProfiles": []any{
			map[string]any{"name": "Consumption", "workloadProfileType": "Consumption"},
		},
		"tags": map[string]any{"team": "shop"},
	}
	if diff := cmp.Diff(want, environment.Inputs.Mappable()); diff != "" {
		t.Errorf("environment (-want +got):\n%s", diff)
	}
}

func TestEnvironmentIsReplacedWithItsNetwork(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, environmentProgram(minimalEnvironment()))
	request := graph.Resource(t, "env-environment").Request
	if diff := cmp.Diff([]string{"vnetConfiguration"}, request.GetReplaceOnChanges()); diff != "" {
		t.Errorf("replaced on changes of (-want +got):\n%s", diff)
	}
	if !request.GetDeleteBeforeReplace() {
		t.Error("the environment would be created while its name is taken")
	}
}

func TestEnvironmentOutputs(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, environmentProgram(minimalEnvironment()))
	want := map[string]string{
		"env.ID": "/subscriptions/" + mocktest.SubscriptionID +
			"/resourceGroups/rg-myapp/providers/Microsoft.App/managedEnvironments/cae-myapp",
		"env.Name":          "cae-myapp",
		"env.DefaultDomain": "calm-sea.koreacentral.azurecontainerapps.io",
		"env.StaticIP":      "10.0.0.62",
	}
	for output, value := range want {
		if got := graph.Output(t, output); got != value {
			t.Errorf("%s = %v, want %s", output, got, value)
		}
	}
}

func TestEnvironmentFaults(t *testing.T) {
	t.Parallel()
	type args = spec.Environment
	tests := map[string]struct {
		change func(*args)
		paths  []string
	}{
		"no location":       {func(a *args) { a.Location = nil }, []string{"location"}},
		"no resource group": {func(a *args) { a.ResourceGroupName = nil }, []string{"resourceGroupName"}},
		"no subnet":         {func(a *args) { a.SubnetID = nil }, []string{"subnetId"}},
		"subnet":            {func(a *args) { a.SubnetID = pulumi.String(group) }, []string{"subnetId"}},
		"name":              {func(a *args) { a.Name = "cae_my" }, []string{"name"}},
		"all at once": {
			func(a *args) { *a = args{Name: "cae_my"} },
			[]string{"location", "name", "resourceGroupName", "subnetId"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given := minimalEnvironment()
			test.change(given)
			mocktest.CheckFaults(t, environmentProgram(given), test.paths...)
		})
	}
}
