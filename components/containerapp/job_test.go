package containerapp_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

func minimalJob() *spec.ContainerAppJob {
	return &spec.ContainerAppJob{
		Image:             pulumi.String("myapp:1.0.0"),
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg-myapp"),
		EnvironmentID:     pulumi.String(environmentID),
		Login:             identityLogin(),
	}
}

func jobProgram(args *spec.ContainerAppJob) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		j, err := containerapp.NewJob(ctx, "nightly", args)
		if err != nil {
			return err
		}
		mocktest.Component(ctx, j)
		return nil
	}
}

// TestJobDefaults spells out the job that minimal arguments give.
func TestJobDefaults(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, jobProgram(minimalJob()))
	want := map[string]any{
		"jobName":             "caj-nightly",
		"resourceGroupName":   "rg-myapp",
		"location":            "koreacentral",
		"environmentId":       environmentID,
		"workloadProfileName": "Consumption",
		"identity": map[string]any{
			"type": "UserAssigned", "userAssignedIdentities": []any{identityID},
		},
		"configuration": map[string]any{
			"triggerType":         "Manual",
			"manualTriggerConfig": map[string]any{"parallelism": 1.0, "replicaCompletionCount": 1.0},
			"replicaTimeout":      1800.0,
			"replicaRetryLimit":   0.0,
			"registries": []any{
				map[string]any{"server": "acrmyapp.azurecr.io", "identity": identityID},
			},
		},
		"template": map[string]any{"containers": []any{map[string]any{
			"name": "caj-nightly", "image": "acrmyapp.azurecr.io/myapp:1.0.0",
			"resources": map[string]any{"cpu": 0.5, "memory": "1Gi"},
			"env":       []any{map[string]any{"name": "AZURE_CLIENT_ID", "value": "client"}},
		}}},
		"tags": map[string]any{},
	}
	if diff := cmp.Diff(want, graph.Resource(t, "nightly-job").Inputs.Mappable()); diff != "" {
		t.Errorf("job (-want +got):\n%s", diff)
	}
}

func TestJobOnASchedule(t *testing.T) {
	t.Parallel()
	args := minimalJob()
	args.Schedule, args.Timeout, args.Retries = "0 3 * * *", "2h", 2
	args.Env = map[string]pulumi.StringInput{"DB_PASSWORD": spec.Secret("hunter2")}
	job := mocktest.Run(t, jobProgram(args)).Resource(t, "nightly-job")
	for path, want := range map[string]any{
		"configuration.triggerType":                          "Schedule",
		"configuration.scheduleTriggerConfig.cronExpression": "0 3 * * *",
		"configuration.manualTriggerConfig":                  nil,
		"configuration.replicaTimeout":                       7200.0,
		"configuration.replicaRetryLimit":                    2.0,
		"template.containers[0].env[1].secretRef":            "env-db-password",
	} {
		if got := job.Input(t, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}
