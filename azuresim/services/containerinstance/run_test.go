package containerinstance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// view is the instance view of the group's container.
func view(b *bench.Bench) engine.Body {
	b.Helper()
	containers, _ := b.Property(bench.ContainerID, "containers").([]any)
	container, _ := containers[0].(engine.Body)
	shown, _ := engine.Properties(container)["instanceView"].(engine.Body)
	return shown
}

func state(b *bench.Bench) string {
	b.Helper()
	shown, _ := b.Property(bench.ContainerID, "instanceView").(engine.Body)
	text, _ := shown["state"].(string)
	return text
}

// current is the state of the container with the word for it.
func current(b *bench.Bench) string {
	b.Helper()
	shown, _ := view(b)["currentState"].(engine.Body)
	text, _ := shown["state"].(string)
	detail, _ := shown["detailStatus"].(string)
	return strings.TrimSpace(text + " " + detail)
}

func eventNames(b *bench.Bench) []string {
	b.Helper()
	var names []string
	events, _ := view(b)["events"].([]any)
	for _, event := range events {
		body, _ := event.(engine.Body)
		name, _ := body["name"].(string)
		names = append(names, name)
	}
	return names
}

// TestRestartPolicies has each behaviour under each policy. Azure docs: container-instances/container-state.
func TestRestartPolicies(t *testing.T) {
	t.Parallel()
	const loops = "Waiting CrashLoopBackOff: Back-off 20s restarting failed"
	tests := map[string][2]string{
		"runs Always": {"Running", "Running"}, "never-ready Never": {"Running", "Running"},
		"completes Always": {"Running", loops}, "completes OnFailure": {"Succeeded", "Terminated Completed"},
		"completes Never": {"Succeeded", "Terminated Completed"}, "crashes Always": {"Running", loops},
		"crashes OnFailure": {"Running", loops}, "crashes Never": {"Failed", "Terminated Error"},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			behaviour, policy, _ := strings.Cut(name, " ")
			b := bench.Open(t, world.Options{})
			b.Path()
			body := bench.ContainerGroup("images.example/" + behaviour + ":1")
			engine.Properties(body)["restartPolicy"] = policy
			b.Put(bench.ContainerID, body)
			b.Pass(15 * time.Second)
			if diff := cmp.Diff(want, [2]string{state(b), current(b)}); diff != "" {
				t.Errorf("group and container (-want +got):\n%s", diff)
			}
		})
	}
}

// TestGroupWaitsForAWayOut waits without events, and goes on as soon as there is a way.
func TestGroupWaitsForAWayOut(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	bare := bench.Subnets()
	delete(engine.Properties(bare[2].(engine.Body)), "natGateway")
	b.Put(bench.VNetID, bench.VNet(bare...))
	creating, err := b.World.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
	bench.Refused(t, err, "", "")
	b.Pass(10 * time.Minute)
	if state(b) != "Pending" || current(b) != "Waiting" || eventNames(b) != nil {
		t.Errorf("the group is %s, its container %s, with events %v", state(b), current(b), eventNames(b))
	}
	b.Put(bench.VNetID, bench.VNet(bench.Subnets()...))
	bench.Refused(t, b.Await(creating.Operation), "", "")
	want := []string{"Pulling", "Pulled", "Created", "Started"}
	if diff := cmp.Diff(want, eventNames(b)); diff != "" || current(b) != "Running" {
		t.Errorf("the container is %s; events (-want +got):\n%s", current(b), diff)
	}
}

func TestEventsOfAFailedPull(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Remove(bench.LinkID)
	bench.Refused(t, b.Try(bench.ContainerID, bench.ContainerGroup(bench.Image)), "InaccessibleImage", "")
	if diff := cmp.Diff([]string{"Pulling", "Failed", "BackOff"}, eventNames(b)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

// TestGroupIsSwitched stops, starts and restarts a group; what fails in a restart is tried again.
func TestGroupIsSwitched(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
	act := func(action string) {
		t.Helper()
		_, err := b.Act(bench.ContainerID, action, nil)
		bench.Refused(t, err, "", "")
	}
	act("stop")
	if state(b) != "Stopped" {
		t.Errorf("after stop: %s", state(b))
	}
	act("start")
	b.Remove(bench.LinkID)
	act("restart")
	if state(b) != "Pending" {
		t.Errorf("after a restart that cannot pull: %s", state(b))
	}
	b.Put(bench.LinkID, bench.Link())
	b.Pass(5 * time.Minute)
	if state(b) != "Running" {
		t.Errorf("after the path was mended: %s", state(b))
	}
}

func TestLogs(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.ContainerID, bench.ContainerGroup("images.example/crashes:1"))
	got, err := b.Act(bench.ContainerID+"/containers/app", "logs", nil)
	if text, _ := got["content"].(string); err != nil || !strings.Contains(text, "crashes") {
		t.Errorf("got %v, %v", got, err)
	}
	_, err = b.Act(bench.ContainerID+"/containers/other", "logs", nil)
	bench.Refused(t, err, "ContainerNotFound", "other")
}

func TestVariablesHaveOneValue(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		variable engine.Body
		code     string
	}{
		"plain":  {engine.Body{"value": "v"}, ""},
		"secure": {engine.Body{"secureValue": "v"}, ""},
		"none":   {engine.Body{}, "InvalidEnvironmentVariable"},
		"both":   {engine.Body{"value": "v", "secureValue": "v"}, "InvalidEnvironmentVariable"},
		"empty":  {engine.Body{"value": ""}, "InvalidEnvironmentVariable"},
		"hidden": {engine.Body{"secureValue": ""}, "InvalidEnvironmentVariable"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Path()
			test.variable["name"] = "KEY"
			body := bench.Changed(bench.ContainerGroup(bench.Image), func(p engine.Body) {
				container, _ := p["containers"].([]any)[0].(engine.Body)
				engine.Properties(container)["environmentVariables"] = []any{test.variable}
			})
			bench.Refused(t, b.Try(bench.ContainerID, body), test.code, "One and only one property")
		})
	}
}
