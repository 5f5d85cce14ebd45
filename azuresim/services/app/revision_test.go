package app_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/world"
)

// shown are properties of a resource.
func shown(b *bench.Bench, id string, names ...string) engine.Body {
	b.Helper()
	body := engine.Body{}
	for _, name := range names {
		body[name] = b.Property(id, name)
	}
	return body
}

func sample(name string) string { return "images.example/" + name + ":1" }

// replicas are the properties of a revision's replicas.
func replicas(b *bench.Bench, revision string) []engine.Body {
	b.Helper()
	all, err := b.World.List(revision + "/replicas")
	bench.Refused(b.T, err, "", "")
	for i := range all {
		all[i] = engine.Properties(all[i])
	}
	return all
}

// first is the first container that a replica shows.
func first(replica engine.Body) engine.Body {
	containers, _ := replica["containers"].([]any)
	container, _ := containers[0].(engine.Body)
	return container
}

func TestHealthyRevision(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.App(bench.Image))
	got := shown(b, b.Revision(1), "active", "healthState", "provisioningState", "runningState", "replicas",
		"trafficWeight")
	want := engine.Body{
		"active": true, "healthState": "Healthy", "provisioningState": "Provisioned",
		"runningState": "Running", "replicas": 1.0, "trafficWeight": 100.0,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("revision (-want +got):\n%s", diff)
	}
	replica := replicas(b, b.Revision(1))[0]
	if replica["runningState"] != "Running" || first(replica)["ready"] != true {
		t.Errorf("got replica %v", replica)
	}
}

func TestCrashingContainerIsStartedAgain(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.App(sample("crashes")))
	b.Pass(75 * time.Second)
	if got := b.Property(bench.AppID, "latestReadyRevisionName"); got != nil {
		t.Errorf("revision %v is ready", got)
	}
	replica := replicas(b, b.Revision(1))[0]
	container := first(replica)
	delete(container, "name")
	want := engine.Body{
		"ready": false, "started": false, "restartCount": 3.0, "runningState": "Waiting",
		"runningStateDetails": "Container is waiting with reason: CrashLoopBackOff on legion.",
	}
	if diff := cmp.Diff(want, container); diff != "" || replica["runningState"] != "NotRunning" {
		t.Errorf("container of a replica that is %v (-want +got):\n%s", replica["runningState"], diff)
	}
	if got := b.Property(b.Revision(1), "runningStateDetails"); got != "1/1 Container crashing: app" {
		t.Errorf("got details %v", got)
	}
}

// TestReplicaPullsOnceThePathIsMended breaks the path between the check of an image and the replica's pull.
func TestReplicaPullsOnceThePathIsMended(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{ImageCheck: app.AtRequest})
	b.Path()
	creating, err := b.World.Put(bench.AppID, bench.App(bench.Image))
	bench.Refused(t, err, "", "")
	removing, err := b.World.Delete(bench.LinkID)
	bench.Refused(t, err, "", "")
	b.Pass(30 * time.Second)
	if got := b.Property(b.Revision(1), "runningState"); got != "Processing" {
		t.Errorf("the revision is %v", got)
	}
	bench.Refused(t, b.Await(removing.Operation), "", "")
	b.Put(bench.LinkID, bench.Link())
	bench.Refused(t, b.Await(creating.Operation), "", "")
	if got := b.Property(bench.AppID, "latestReadyRevisionName"); got != "ca-myapp--0000001" {
		t.Errorf("revision %v is ready", got)
	}
}

func TestNewRevisionTakesOverWhenItIsReady(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.App(bench.Image))
	b.Put(bench.AppID, bench.App(sample("runs")))
	want := engine.Body{"active": false, "runningState": "Stopped", "replicas": 0.0, "trafficWeight": 0.0}
	got := shown(b, b.Revision(1), "active", "runningState", "replicas", "trafficWeight")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("old revision (-want +got):\n%s", diff)
	}
}

func TestRevisionsSideBySide(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	both := func(image string) engine.Body {
		return bench.Changed(bench.App(image), func(p engine.Body) {
			configuration := engine.Within(p, "configuration")
			configuration["activeRevisionsMode"] = "Multiple"
			engine.Within(configuration, "ingress")["traffic"] = []any{
				engine.Body{"revisionName": "ca-myapp--0000001", "weight": 80.0},
				engine.Body{"latestRevision": true, "weight": 20.0},
			}
		})
	}
	b.Put(bench.AppID, both(bench.Image))
	b.Put(bench.AppID, both(sample("runs")))
	for number, weight := range []float64{80, 20} {
		got := shown(b, b.Revision(number+1), "active", "trafficWeight")
		if diff := cmp.Diff(engine.Body{"active": true, "trafficWeight": weight}, got); diff != "" {
			t.Errorf("revision %d (-want +got):\n%s", number+1, diff)
		}
	}
	for _, action := range []string{"deactivate", "activate"} {
		_, err := b.Act(b.Revision(1), action, nil)
		bench.Refused(t, err, "", "")
		if got := b.Property(b.Revision(1), "active"); got != (action == "activate") {
			t.Errorf("%s: active is %v", action, got)
		}
	}
}

// TestSuffixOfAnEarlierRevision is azure-container-apps#650.
func TestSuffixOfAnEarlierRevision(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	named := func(image string) engine.Body {
		return bench.Changed(bench.App(image), func(p engine.Body) {
			engine.Within(p, "template")["revisionSuffix"] = "blue"
		})
	}
	b.Put(bench.AppID, named(bench.Image))
	b.Put(bench.AppID, named(sample("runs")))
	revisions, err := b.World.List(bench.AppID + "/revisions")
	if err != nil || len(revisions) != 1 || revisions[0]["name"] != "ca-myapp--blue" {
		t.Errorf("got revisions %v, %v", revisions, err)
	}
}

func TestRestartReplacesReplicas(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.App(bench.Image))
	before := replicas(b, b.Revision(1))[0]["createdTime"]
	b.Pass(time.Minute)
	_, err := b.Act(b.Revision(1), "restart", nil)
	bench.Refused(t, err, "", "")
	after := replicas(b, b.Revision(1))
	if len(after) != 1 || after[0]["createdTime"] == before {
		t.Errorf("got replicas %v", after)
	}
}

func TestScaleOutWithinItsLimit(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.Changed(bench.App(bench.Image), func(p engine.Body) {
		engine.Within(p, "template")["scale"] = engine.Body{"minReplicas": 2.0, "maxReplicas": 3.0}
	}))
	bench.Refused(t, b.World.ScaleOut(bench.AppID, 5), "", "")
	got := shown(b, b.Revision(1), "replicas", "runningState")
	if diff := cmp.Diff(engine.Body{"replicas": 3.0, "runningState": "RunningAtMaxScale"}, got); diff != "" {
		t.Errorf("revision (-want +got):\n%s", diff)
	}
	if b.World.ScaleOut(bench.AppID+"x", 2) == nil {
		t.Error("an app that does not exist was scaled")
	}
}

// TestReplicasNeedAddresses fills an environment in the smallest subnet, which has 15 addresses for replicas.
func TestReplicasNeedAddresses(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	small := bench.VNetID + "/subnets/small"
	b.Put(small, bench.Subnet("", "10.0.9.0/27", bench.DelegatedToApps))
	environment := bench.Changed(bench.Environment(), func(p engine.Body) {
		engine.Within(p, "vnetConfiguration")["infrastructureSubnetId"] = small
	})
	b.Put(bench.EnvID+"-2", environment)
	b.Put(bench.AppID, bench.Changed(bench.App(sample("runs")), func(p engine.Body) {
		p["managedEnvironmentId"] = bench.EnvID + "-2"
		engine.Within(p, "template")["scale"] = engine.Body{"maxReplicas": 300.0}
	}))
	bench.Refused(t, b.World.ScaleOut(bench.AppID, 151), "", "")
	ready := 0
	for _, replica := range replicas(b, b.Revision(1)) {
		if replica["runningState"] == "Running" {
			ready++
		}
	}
	if ready != 150 {
		t.Errorf("got %d replicas that run, want 150", ready)
	}
}

func TestSecretsAreListed(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.Changed(bench.App(bench.Image), func(p engine.Body) {
		engine.Within(p, "configuration")["secrets"] = []any{
			engine.Body{"name": "key", "value": "v", "identity": "", "keyVaultUrl": ""},
		}
	}))
	got, err := b.Act(bench.AppID, "listSecrets", nil)
	want := engine.Body{"value": []any{engine.Body{"name": "key", "value": "v"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestRevisionsAreNotWritten(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.App(bench.Image))
	bench.Refused(t, b.Try(b.Revision(1), engine.Body{}), "MethodNotAllowed", "")
	_, err := b.World.Delete(b.Revision(1))
	bench.Refused(t, err, "MethodNotAllowed", "")
}
