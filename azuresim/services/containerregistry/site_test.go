package containerregistry_test

import (
	"strings"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

// TestNearestSiteAnswers says by the trace of a pull which site it was.
func TestNearestSiteAnswers(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{ReplicationDelay: -1})
	b.Path()
	b.Put(bench.ReplicaID, bench.Replica())
	for consumer, want := range map[string]string{
		"koreacentral": "koreacentral", "koreasouth": "koreacentral", "japaneast": "japaneast",
		"japanwest": "japaneast", "westus": "japaneast",
	} {
		body := bench.ContainerGroup(bench.Image)
		body["location"] = consumer
		id := bench.ContainerID + "-" + consumer
		_ = b.Try(id, body) // The layers are another matter.
		pulls := b.World.Pulls()
		steps := pulls[len(pulls)-1].Steps
		if len(steps) < 5 || !strings.HasSuffix(steps[4].Detail, " in "+want) {
			t.Errorf("%s: got steps %+v, want %s", consumer, steps, want)
		}
	}
}

func TestSamplesKeepTheirBehaviour(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{Images: []string{}})
	b.Path()
	source := world.Body{
		"source":     world.Body{"registryUri": "images.example", "sourceImage": "crashes:1"},
		"targetTags": []any{"broken:1"},
	}
	bench.Refused(t, b.ImportImage(source), "", "")
	b.Put(bench.AppID, bench.App(bench.Login+"/broken:1"))
	if got := b.Property(b.Revision(1), "runningState"); got != "Failed" {
		t.Errorf("the revision is %v", got)
	}
}
