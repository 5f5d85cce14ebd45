package resourcemanager_test

import (
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"testing"
	"time"
)

const (
	// manyResources is the size of a world that a large organisation's stacks would fill.
	manyResources = 5000

	// readLimit is what a read in such a world may take in the middle of many, and memoryLimit what the world
	// may hold, in bytes.
	readLimit   = time.Millisecond
	memoryLimit = 500 << 20

	// raceSlows is how much the race detector slows us down; it is generous.
	raceSlows = 20
)

// large are the paths of what largeWorld makes once: the resources whose reads look at others.
var large = []string{
	"",
	"/providers/Microsoft.Network/virtualNetworks/net",
	"/providers/Microsoft.Network/virtualNetworks/net/subnets/endpoints",
	"/providers/Microsoft.Network/privateEndpoints/login",
	"/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io",
	"/providers/Microsoft.ContainerRegistry/registries/imagehub",
	"/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller2500",
	"/providers/Microsoft.Network/virtualNetworks/spoke2500",
}

// largeWorld is a private path among manyResources others.
func largeWorld(tb testing.TB) http.Handler {
	tb.Helper()
	h, clock := bench(tb)
	put := func(path, body string) {
		got := answerTo(tb, h, http.MethodPut, groupPath+path, body)
		if got.Code >= http.StatusBadRequest {
			tb.Fatalf("PUT %s: %d %s", path, got.Code, got.Body)
		}
	}
	put("", `{"location":"koreacentral"}`)
	for i := range manyResources / 2 {
		put(fmt.Sprintf("/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller%d", i+1),
			`{"location":"koreacentral"}`)
		put(fmt.Sprintf("/providers/Microsoft.Network/virtualNetworks/spoke%d", i+1),
			`{"location":"koreacentral","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}`)
	}
	clock.add(time.Hour)
	for _, given := range givenBodies() {
		put(given.path, given.body)
		clock.add(time.Hour)
	}
	return h
}

func TestLargeWorld(t *testing.T) {
	before := inUse()
	h := largeWorld(t)
	if held := inUse() - before; held > memoryLimit {
		t.Errorf("%d resources hold %d MB", manyResources, held>>20)
	} else {
		t.Logf("%d resources hold %d MB", manyResources, held>>20)
	}
	limit := readLimit
	if raceDetector {
		limit *= raceSlows
	}
	for _, path := range large {
		var took []time.Duration
		for range 51 {
			started := time.Now()
			got := answerTo(t, h, http.MethodGet, groupPath+path, "")
			took = append(took, time.Since(started))
			if got.Code != http.StatusOK {
				t.Fatalf("GET %s: %d %s", path, got.Code, got.Body)
			}
		}
		// The median, because other tests share the machine.
		slices.Sort(took)
		if median := took[len(took)/2]; median > limit {
			t.Errorf("GET %s takes %s, want less than %s", path, median, limit)
		} else {
			t.Logf("GET %s takes %s", path, median)
		}
	}
}

// inUse is what the heap holds after a collection.
func inUse() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func BenchmarkGet(b *testing.B) {
	h := largeWorld(b)
	for _, path := range large {
		b.Run(path[max(0, len(path)-20):], func(b *testing.B) {
			for b.Loop() {
				answerTo(b, h, http.MethodGet, groupPath+path, "")
			}
		})
	}
}
