package containerregistry_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

// ran is what becomes of a run.
func ran(b *bench.Bench, request world.Body) world.Body {
	b.Helper()
	answer, err := b.Act(bench.RegistryID, "scheduleRun", request)
	if err != nil {
		b.Fatal(err)
	}
	queued, _ := answer["properties"].(world.Body)
	if queued["status"] != "Queued" {
		b.Errorf("a run begins as %v", queued)
	}
	b.Pass(time.Minute)
	id, _ := queued["runId"].(string)
	result, err := b.World.Call(http.MethodGet, bench.RegistryID+"/runs/"+id, nil)
	if err != nil {
		b.Fatal(err)
	}
	ended, _ := result.Body["properties"].(world.Body)
	return ended
}

// TestRunsOfRegistries tries who may run in which registry.
func TestRunsOfRegistries(t *testing.T) {
	t.Parallel()
	closed := world.Body{"publicNetworkAccess": "Disabled"}
	bypassed := world.Body{"publicNetworkAccess": "Disabled", "networkRuleBypassAllowedForTasks": true}
	quick := world.Body{"type": "DockerBuildRequest"}
	ofTask := world.Body{"type": "TaskRunRequest", "taskId": taskID}
	system, user := "SystemAssigned", "UserAssigned"
	tests := map[string]struct {
		registry, request world.Body
		identity          string
		pool              bool
		status            string
	}{
		"open":                                {world.Body{}, quick, "", false, "Succeeded"},
		"closed":                              {closed, quick, "", false, "Failed"},
		"closed, bypassed without a task":     {bypassed, quick, "", false, "Failed"},
		"closed, system identity":             {closed, ofTask, system, false, "Failed"},
		"closed, bypassed by system identity": {bypassed, ofTask, system, false, "Succeeded"},
		"closed, bypassed by user identity":   {bypassed, ofTask, user, false, "Failed"},
		"closed, pool in a subnet":            {closed, ofTask, "", true, "Succeeded"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Network()
			b.Put(bench.RegistryID, world.Body{
				"location": bench.Region, "sku": world.Body{"name": "Premium"}, "properties": test.registry,
			})
			b.Put(poolID, agentPool(world.Body{"virtualNetworkSubnetResourceId": bench.PESubnet}))
			body := task(world.Body{"step": world.Body{"type": "Docker", "dockerFilePath": "Dockerfile"}})
			if test.pool {
				body["properties"].(world.Body)["agentPoolName"] = "builders"
			}
			if test.identity != "" {
				body["identity"] = world.Body{"type": test.identity}
			}
			b.Put(taskID, body)
			ended := ran(b, test.request)
			message, _ := ended["runErrorMessage"].(string)
			denied := strings.Contains(message, "is not allowed access")
			if ended["status"] != test.status || denied != (test.status == "Failed") {
				t.Errorf("it ends as %v, want %s", ended, test.status)
			}
		})
	}
}

func TestRunRefusals(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	_, err := b.Act(bench.RegistryID, "scheduleRun", world.Body{"type": "Dance"})
	bench.Refused(t, err, "InvalidRunRequest", "Dance")
	_, err = b.Act(bench.RegistryID, "scheduleRun", world.Body{"type": "TaskRunRequest", "taskId": taskID})
	bench.Refused(t, err, "TaskNotFound", "build")
	_, err = b.World.Call(http.MethodGet, bench.RegistryID+"/runs/none", nil)
	bench.Refused(t, err, "RunNotFound", "none")
	_, err = b.World.Call(http.MethodGet, bench.RegistryID+"2/runs", nil)
	bench.Refused(t, err, "ResourceNotFound", "acrMyApp2")
}

// TestRunsAreListed has the latest first.
func TestRunsAreListed(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	ran(b, world.Body{"type": "DockerBuildRequest"})
	ran(b, world.Body{"type": "EncodedTaskRunRequest"})
	result, err := b.World.Call(http.MethodGet, bench.RegistryID+"/runs", nil)
	if err != nil {
		t.Fatal(err)
	}
	runs, _ := result.Body["value"].([]any)
	if len(runs) != 2 || runs[0].(world.Body)["name"] != "c2" {
		t.Errorf("runs are %v", runs)
	}
}
