package clients_test

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerinstance/armcontainerinstance/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
)

const (
	appID        = providers + "Microsoft.App/containerApps/web"
	jobID        = providers + "Microsoft.App/jobs/nightly"
	groupOfOneID = providers + "Microsoft.ContainerInstance/containerGroups/one"
)

func runs(image string) []object {
	return []object{{"name": "main", "image": image}}
}

func theApp(image string) given {
	return generic(appID, "2025-01-01", object{
		"managedEnvironmentId": envID, "template": object{"containers": runs(image)},
		"configuration": object{"secrets": []object{{"name": "key", "value": "v"}}},
	})
}

func TestRevisions(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, generic(envID, "2025-01-01", object{}), theApp("images.example/crashes:1"))
	revisions, ctx := client(t, a, armappcontainers.NewContainerAppsRevisionsClient), t.Context()
	got, err := revisions.GetRevision(ctx, group, "web", "web--0000001", nil)
	if err != nil || *got.Properties.HealthState != armappcontainers.RevisionHealthStateUnhealthy {
		t.Errorf("got %+v, %v", got.Properties, err)
	}
	if _, err := revisions.RestartRevision(ctx, group, "web", "web--0000001", nil); err != nil {
		t.Error(err)
	}
	all, err := listed(ctx, revisions.NewListRevisionsPager(group, "web", nil))
	if err != nil || len(all) != 1 {
		t.Errorf("got revisions %v, %v", all, err)
	}
	replicas, err := client(t, a, armappcontainers.NewContainerAppsRevisionReplicasClient).
		ListReplicas(ctx, group, "web", "web--0000001", nil)
	if err != nil || *replicas.Value[0].Properties.Containers[0].Ready {
		t.Errorf("got replicas %+v, %v", replicas.Value, err)
	}
	secrets, err := client(t, a, armappcontainers.NewContainerAppsClient).ListSecrets(ctx, group, "web", nil)
	if err != nil || *secrets.Value[0].Value != "v" {
		t.Errorf("got secrets %+v, %v", secrets.Value, err)
	}
}

func TestAppIsSwitched(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, generic(envID, "2025-01-01", object{}), theApp(image))
	c, ctx := client(t, a, armappcontainers.NewContainerAppsClient), t.Context()
	stopped, err := begun(c.BeginStop(ctx, group, "web", nil)).done(ctx)
	if err != nil || *stopped.Properties.RunningStatus != armappcontainers.ContainerAppRunningStatusStopped {
		t.Errorf("got %+v, %v", stopped.Properties, err)
	}
	started, err := begun(c.BeginStart(ctx, group, "web", nil)).done(ctx)
	if err != nil || *started.Properties.RunningStatus != armappcontainers.ContainerAppRunningStatusRunning {
		t.Errorf("got %+v, %v", started.Properties, err)
	}
}

func TestJobIsStarted(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, generic(envID, "2025-01-01", object{}), generic(jobID, "2024-03-01", object{
		"environmentId": envID, "template": object{"containers": runs("images.example/completes:1")},
		"configuration": object{"triggerType": "Manual", "replicaTimeout": 300},
	}))
	c, ctx := client(t, a, armappcontainers.NewJobsClient), t.Context()
	started, err := begun(c.BeginStart(ctx, group, "nightly", nil)).done(ctx)
	if err != nil || started.Name == nil {
		t.Fatalf("got %+v, %v", started, err)
	}
	executions := client(t, a, armappcontainers.NewJobsExecutionsClient)
	all, err := listed(ctx, executions.NewListPager(group, "nightly", nil))
	if err != nil || len(all) != 1 || all[0]["name"] != *started.Name {
		t.Errorf("got executions %v, %v", all, err)
	}
	stopping := begun(c.BeginStopExecution(ctx, group, "nightly", *started.Name, nil))
	if _, err := stopping.done(ctx); err != nil {
		t.Error(err)
	}
}

func TestContainerGroupIsSwitched(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, generic(groupOfOneID, "2023-05-01", object{
		"osType": "Linux", "containers": []object{{"name": "main", "properties": object{
			"image":     "images.example/runs:1",
			"resources": object{"requests": object{"cpu": 1, "memoryInGB": 1}},
		}}},
	}))
	c, ctx := client(t, a, armcontainerinstance.NewContainerGroupsClient), t.Context()
	if _, err := begun(c.BeginRestart(ctx, group, "one", nil)).done(ctx); err != nil {
		t.Error(err)
	}
	if _, err := c.Stop(ctx, group, "one", nil); err != nil {
		t.Error(err)
	}
	got, err := c.Get(ctx, group, "one", nil)
	if err != nil || *got.Properties.InstanceView.State != "Stopped" {
		t.Errorf("got %+v, %v", got.Properties.InstanceView, err)
	}
	if _, err := begun(c.BeginStart(ctx, group, "one", nil)).done(ctx); err != nil {
		t.Error(err)
	}
	last := &armcontainerinstance.ContainersClientListLogsOptions{Tail: to.Ptr[int32](5)}
	containers := client(t, a, armcontainerinstance.NewContainersClient)
	logs, err := containers.ListLogs(ctx, group, "one", "main", last)
	if err != nil || *logs.Content == "" {
		t.Errorf("got %v, %v", logs.Content, err)
	}
}

func TestRouteTable(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, generic(providers+"Microsoft.Network/routeTables/rt", "2023-02-01", object{
		"routes": []object{{"name": "out", "properties": object{
			"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.0.4",
		}}},
	}))
	table, err := client(t, a, armnetwork.NewRouteTablesClient).Get(t.Context(), group, "rt", nil)
	if err != nil || *table.Properties.Routes[0].Properties.NextHopIPAddress != "10.1.0.4" {
		t.Errorf("got %+v, %v", table.Properties, err)
	}
}
