package azuresim_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
)

const someGroup = "/subscriptions/" + azuresim.SubscriptionID + "/resourceGroups/rg"

func TestRestartGoesOnFromTheJournal(t *testing.T) {
	t.Parallel()
	azure := start(t, azuresim.Options{Dir: t.TempDir()})
	before := azure.World()
	if _, err := before.Put(someGroup, world.Body{"location": "koreacentral"}); err != nil {
		t.Fatal(err)
	}
	address := azure.URL()
	if err := azure.Restart(time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if azure.World() == before || azure.URL() != address {
		t.Errorf("the same world, or another address: %s, before %s", azure.URL(), address)
	}
	if diff := cmp.Diff([]string{someGroup}, azure.World().IDs()); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
}

func TestKilledPluginIsReplaced(t *testing.T) {
	t.Parallel()
	azure := start(t, azuresim.Options{})
	before := variable(t, azure, "PULUMI_DEBUG_PROVIDERS")
	if err := azure.KillPlugin(); err != nil {
		t.Fatal(err)
	}
	if after := variable(t, azure, "PULUMI_DEBUG_PROVIDERS"); after == before {
		t.Errorf("the environment still names %s", after)
	}
}
