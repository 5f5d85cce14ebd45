package app_test

import (
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// TestExecutions runs a job of each behaviour, with two retries, within the 300 seconds that it has.
func TestExecutions(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		after  time.Duration
		status string
	}{
		"completes":   {10 * time.Second, "Succeeded"},
		"crashes":     {30 * time.Second, "Failed"},
		"runs":        {5 * time.Minute, "Failed"},
		"never-ready": {5 * time.Minute, "Failed"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Path()
			b.Put(bench.JobID, bench.Changed(bench.Job(sample(name)), func(p engine.Body) {
				engine.Within(p, "configuration")["replicaRetryLimit"] = 2.0
			}))
			started, err := b.Act(bench.JobID, "start", nil)
			bench.Refused(t, err, "", "")
			id, _ := started["id"].(string)
			b.Pass(test.after - time.Second)
			if got := b.Property(id, "status"); got != "Running" {
				t.Errorf("it is %v just before", got)
			}
			b.Pass(time.Second)
			if got := b.Property(id, "status"); got != test.status {
				t.Errorf("it is %v, want %s", got, test.status)
			}
		})
	}
}

func TestExecutionPullsOnceThePathIsMended(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.JobID, bench.Job(bench.Image))
	b.Remove(bench.LinkID)
	_, err := b.Act(bench.JobID, "start", nil)
	bench.Refused(t, err, "", "")
	before := len(b.World.Pulls())
	b.Put(bench.LinkID, bench.Link())
	b.Pass(2 * time.Minute)
	pulls := b.World.Pulls()
	if last := pulls[len(pulls)-1]; len(pulls) <= before || last.Error != "" {
		t.Errorf("got pulls %+v", pulls)
	}
}

func TestExecutionsAreStopped(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.JobID, bench.Job(sample("runs")))
	started, err := b.Act(bench.JobID, "start", engine.Body{
		"containers": []any{engine.Body{"name": "other", "image": sample("completes")}},
	})
	bench.Refused(t, err, "", "")
	id, _ := started["id"].(string)
	_, err = b.Act(bench.JobID, "stop", nil)
	bench.Refused(t, err, "", "")
	if got := b.Property(id, "status"); got != "Stopped" {
		t.Errorf("it is %v", got)
	}
	executions, err := b.World.List(bench.JobID + "/executions")
	if err != nil || len(executions) != 1 {
		t.Errorf("got %v, %v", executions, err)
	}
}
