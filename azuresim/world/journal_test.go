package world_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

func everything(b *bench.Bench) []world.Body {
	b.Helper()
	bodies, err := b.World.List(bench.Subscription + "/resources")
	if err != nil {
		b.Fatal(err)
	}
	return bodies
}

func TestRestartKeepsTheWorld(t *testing.T) {
	t.Parallel()
	bench.EachPrivateLink(t, func(t *testing.T, link world.PrivateLink) {
		t.Helper()
		options := world.Options{PrivateLink: link, Journal: filepath.Join(t.TempDir(), "state", "journal")}
		b := bench.Open(t, options)
		b.Path()
		b.Put(bench.AppID, bench.App(bench.Image))
		before := everything(b)
		count := b.World.Count()
		b.Reopen(options)
		if diff := cmp.Diff(before, everything(b)); diff != "" {
			t.Errorf("after a restart (-before +after):\n%s", diff)
		}
		if got := b.World.Count(); got != count {
			t.Errorf("got %d resources, had %d", got, count)
		}
		b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
	})
}

func TestRestartInTheMiddleOfAnOperation(t *testing.T) {
	t.Parallel()
	options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := bench.Open(t, options)
	b.Network()
	result, err := b.World.Put(bench.RegistryID, bench.Registry())
	bench.Refused(t, err, "", "")
	b.Reopen(options)
	if got := b.Property(bench.RegistryID, "provisioningState"); got != "Creating" && got != "Succeeded" {
		t.Errorf("got state %v after the restart", got)
	}
	bench.Refused(t, b.Await(result.Operation), "", "")
	b.Reopen(options)
	ended, err := b.World.Operation(result.Operation.ID)
	bench.Refused(t, err, "", "")
	if ended.Status != world.StatusSucceeded {
		t.Errorf("got status %s", ended.Status)
	}
	b.Pass(2 * world.DefaultDataGroupDelay)
	if got := len(b.Groups()); got != 2 {
		t.Errorf("got %d groups: the data group was lost with the restart", got)
	}
}

func TestRestartInTheMiddleOfAnImport(t *testing.T) {
	t.Parallel()
	options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := bench.Open(t, options)
	b.Put(bench.RegistryID, bench.Registry())
	result, err := b.World.Act(bench.RegistryID, "importImage", bench.Import("hello-world:latest",
		"hello:1", ""))
	bench.Refused(t, err, "", "")
	b.Reopen(options)
	bench.Refused(t, b.Await(result.Operation), "", "")
	bench.Refused(t, b.ImportImage(bench.Import("hello-world:latest", "hello:1", "")), "Conflict", "hello:1")
}

func TestTimeDoesNotRunBackwards(t *testing.T) {
	t.Parallel()
	options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := bench.Open(t, options)
	b.Pass(59 * time.Second)
	told := b.World.Now()
	b.Pass(-time.Hour)
	b.Reopen(options)
	after := b.World.Now()
	if after.Before(told) {
		t.Errorf("got %s after %s", after, told)
	}
	b.Pass(time.Second)
	if got := b.World.Now().Sub(after); got != time.Second {
		t.Errorf("a second took %s", got)
	}
}

func TestTornLineIsDropped(t *testing.T) {
	t.Parallel()
	options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := bench.Open(t, options)
	bench.Refused(t, b.World.Close(), "", "")
	file, err := os.OpenFile(options.Journal, os.O_APPEND|os.O_WRONLY, 0)
	bench.Refused(t, err, "", "")
	_, err = file.WriteString(`{"at":"2026-`)
	bench.Refused(t, err, "", "")
	bench.Refused(t, file.Close(), "", "")
	b.Reopen(options)
	if got := b.World.Count(); got != 1 {
		t.Errorf("got %d resources", got)
	}
}

func TestEveryPrefixOfAJournalIsAWorld(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	options := world.Options{Journal: filepath.Join(folder, "journal")}
	b := bench.Open(t, options)
	b.Path()
	text, err := os.ReadFile(options.Journal)
	bench.Refused(t, err, "", "")
	lines := strings.SplitAfter(string(text), "\n")
	for i := range lines {
		cut := filepath.Join(folder, "cut")
		bench.Refused(t, os.WriteFile(cut, []byte(strings.Join(lines[:i], "")), 0o600), "", "")
		w, err := world.Open(world.Options{Journal: cut, Clock: b.Clock})
		if err != nil {
			t.Fatalf("after %d lines: %s", i, err)
		}
		checkInvariants(t, w)
		bench.Refused(t, w.Close(), "", "")
	}
}

func TestOldOperationsAreForgotten(t *testing.T) {
	t.Parallel()
	options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := bench.Open(t, options)
	result, err := b.World.Put(bench.RegistryID, bench.Registry())
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(result.Operation), "", "")
	b.Pass(2 * 24 * time.Hour)
	b.World.Now()
	b.Reopen(options)
	_, err = b.World.Operation(result.Operation.ID)
	bench.Refused(t, err, "ResourceNotFound", "operation")
}

// TestAnotherPrivateLinkIsRefused keeps the resources of one Azure from waking up in another.
func TestAnotherPrivateLinkIsRefused(t *testing.T) {
	t.Parallel()
	options := world.Options{PrivateLink: world.GroupPrivateLink, Journal: filepath.Join(t.TempDir(),
		"journal")}
	b := bench.Open(t, options)
	other := options
	other.PrivateLink = world.MemberPrivateLink
	b.Network()
	_, err := world.Open(other)
	if err == nil || !strings.Contains(err.Error(),
		`world of private link "group", not private link "member"`) {
		t.Errorf("want a refusal with both names, got %v", err)
	}
	b.Reopen(options)
}

func TestAnEmptyWorldMayChange(t *testing.T) {
	t.Parallel()
	journal := filepath.Join(t.TempDir(), "journal")
	for _, link := range world.PrivateLinks() {
		if _, err := world.Open(world.Options{PrivateLink: link, Journal: journal}); err != nil {
			t.Error(err)
		}
	}
}
