package world_test

import (
	"strings"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// brokenLater is what breaks after an operation has succeeded, and is told only by what one reads then.
func brokenLater() []brokenLink {
	running := func(b *bench.Bench) { b.Put(bench.AppID, bench.App(bench.Image)) }
	broken := func(b *bench.Bench) {
		running(b)
		b.Remove(bench.LinkID)
	}
	sample := func(name string) string { return "images.example/" + name + ":1" }
	return []brokenLink{
		{
			name: "image that crashes, in an app's first revision",
			attempt: func(b *bench.Bench) error {
				b.Put(bench.AppID, bench.App(sample("crashes")))
				shows(b, b.Revision(1), "healthState", "Unhealthy", "runningState", "Failed")
				return nil
			},
		},
		{
			name:  "image that crashes, in an app's next revision, while the old one serves on",
			sever: running,
			attempt: func(b *bench.Bench) error {
				b.Put(bench.AppID, bench.App(sample("crashes")))
				shows(b, b.Revision(1), "healthState", "Healthy", "trafficWeight", 100.0)
				shows(b, b.Revision(2), "provisioningState", "Failed", "trafficWeight", 0.0)
				return nil
			},
		},
		{
			name: "image that never becomes ready, in an app's first revision",
			attempt: func(b *bench.Bench) error {
				return b.Try(bench.AppID, bench.App(sample("never-ready")))
			},
			code: badOperation, part: "Error details: Operation expired.",
		},
		{
			name: "image that never becomes ready, in an app's next revision", sever: running,
			attempt: func(b *bench.Bench) error {
				b.Put(bench.AppID, bench.App(sample("never-ready")))
				shows(b, b.Revision(2), "provisioningState", "Provisioning", "runningState", "Processing")
				b.Pass(time.Hour)
				shows(b, b.Revision(2), "healthState", "Unhealthy", "runningState", "ActivationFailed")
				return nil
			},
		},
		{
			name: "path broken under an unchanged app, which load then scales out", sever: broken,
			attempt: func(b *bench.Bench) error {
				if err := b.World.ScaleOut(bench.AppID, 2); err != nil {
					return err
				}
				shows(b, b.Revision(1), "healthState", "Healthy", "replicas", 2.0)
				return nil
			},
			step: reaching,
		},
		{
			name: "path broken under an unchanged app, whose revision is then restarted", sever: broken,
			attempt: func(b *bench.Bench) error {
				_, err := b.Act(b.Revision(1), "restart", nil)
				shows(b, b.Revision(1), "healthState", "Healthy", "replicas", 2.0)
				return err
			},
			step: reaching,
		},
		{
			name: "path broken under an unchanged app, which is then stopped and started", sever: broken,
			attempt: func(b *bench.Bench) error {
				for _, action := range []string{"stop", "start"} {
					if _, err := b.Act(bench.AppID, action, nil); err != nil {
						return err
					}
				}
				b.Pass(time.Hour)
				shows(b, b.Revision(1), "healthState", "Unhealthy", "runningState", "ActivationFailed")
				return nil
			},
			step: reaching,
		},
		{
			name: "path broken under a job, which is then started",
			sever: func(b *bench.Bench) {
				b.Put(bench.JobID, bench.Job(bench.Image))
				b.Remove(bench.LinkID)
			},
			attempt: func(b *bench.Bench) error {
				answer, err := b.Act(bench.JobID, "start", nil)
				b.Pass(time.Hour)
				id, _ := answer["id"].(string)
				shows(b, id, "status", "Failed")
				return err
			},
			step: reaching,
		},
		{
			name: "path broken under a container group, which is then restarted",
			sever: func(b *bench.Bench) {
				b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
				b.Remove(bench.LinkID)
			},
			attempt: func(b *bench.Bench) error {
				_, err := b.Act(bench.ContainerID, "restart", nil)
				container := b.Property(bench.ContainerID, "containers").([]any)[0].(world.Body)
				view := engine.Properties(container)["instanceView"].(world.Body)
				failed := view["events"].([]any)[1].(world.Body)["message"].(string)
				if !strings.Contains(failed, "denied: client with IP") {
					b.Errorf("got event %s", failed)
				}
				return err
			},
			step: reaching,
		},
	}
}

// shows checks properties of a resource, given as keys and values.
func shows(b *bench.Bench, id string, want ...any) {
	b.Helper()
	for i := 0; i < len(want); i += 2 {
		key, _ := want[i].(string)
		if got := b.Property(id, key); got != want[i+1] {
			b.Errorf("%s of %s is %v, want %v", key, engine.LastName(id), got, want[i+1])
		}
	}
}
