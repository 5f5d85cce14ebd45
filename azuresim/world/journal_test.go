package world

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// reopen opens the journal again without closing the world first, as after a kill.
func (b *bench) reopen(options Options) {
	b.Helper()
	options.Clock = b.clock
	w, err := Open(options)
	if err != nil {
		b.Fatal(err)
	}
	b.w = w
}

func (b *bench) everything() []Body {
	b.Helper()
	bodies, err := b.w.List(subscription + "/resources")
	if err != nil {
		b.Fatal(err)
	}
	return bodies
}

func TestRestartKeepsTheWorld(t *testing.T) {
	t.Parallel()
	eachPrivateLink(t, func(t *testing.T, link PrivateLink) {
		t.Helper()
		options := Options{PrivateLink: link, Journal: filepath.Join(t.TempDir(), "state", "journal")}
		b := open(t, options)
		b.path()
		b.put(appID, appBody(imageRef))
		before := b.everything()
		count := b.w.Count()
		b.reopen(options)
		if diff := cmp.Diff(before, b.everything()); diff != "" {
			t.Errorf("after a restart (-before +after):\n%s", diff)
		}
		if got := b.w.Count(); got != count {
			t.Errorf("got %d resources, had %d", got, count)
		}
		b.put(containerID, containerBody(imageRef))
	})
}

func TestRestartInTheMiddleOfAnOperation(t *testing.T) {
	t.Parallel()
	options := Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := open(t, options)
	b.network()
	result, err := b.w.Put(registryID, registryBody())
	refused(t, err, "", "")
	b.reopen(options)
	if got := b.property(registryID, "provisioningState"); got != "Creating" && got != "Succeeded" {
		t.Errorf("got state %v after the restart", got)
	}
	refused(t, b.await(result.Operation), "", "")
	b.reopen(options)
	ended, err := b.w.Operation(result.Operation.ID)
	refused(t, err, "", "")
	if ended.Status != StatusSucceeded {
		t.Errorf("got status %s", ended.Status)
	}
	b.pass(2 * defaultDataGroupDelay)
	if got := len(b.groups()); got != 2 {
		t.Errorf("got %d groups: the data group was lost with the restart", got)
	}
}

func TestRestartInTheMiddleOfAnImport(t *testing.T) {
	t.Parallel()
	options := Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := open(t, options)
	b.put(registryID, registryBody())
	result, err := b.w.Act(registryID, "importImage", importBody("hello-world:latest", "hello:1", ""))
	refused(t, err, "", "")
	b.reopen(options)
	refused(t, b.await(result.Operation), "", "")
	refused(t, b.importImage(importBody("hello-world:latest", "hello:1", "")), "Conflict", "hello:1")
}

func TestTimeDoesNotRunBackwards(t *testing.T) {
	t.Parallel()
	options := Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := open(t, options)
	b.pass(59 * time.Second)
	told := b.w.Now()
	b.clock.now = b.clock.now.Add(-time.Hour)
	b.reopen(options)
	after := b.w.Now()
	if after.Before(told) {
		t.Errorf("got %s after %s", after, told)
	}
	b.pass(time.Second)
	if got := b.w.Now().Sub(after); got != time.Second {
		t.Errorf("a second took %s", got)
	}
}

func TestTornLineIsDropped(t *testing.T) {
	t.Parallel()
	options := Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := open(t, options)
	refused(t, b.w.Close(), "", "")
	file, err := os.OpenFile(options.Journal, os.O_APPEND|os.O_WRONLY, 0)
	refused(t, err, "", "")
	_, err = file.WriteString(`{"at":"2026-`)
	refused(t, err, "", "")
	refused(t, file.Close(), "", "")
	b.reopen(options)
	if got := b.w.Count(); got != 1 {
		t.Errorf("got %d resources", got)
	}
}

func TestEveryPrefixOfAJournalIsAWorld(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	options := Options{Journal: filepath.Join(folder, "journal")}
	b := open(t, options)
	b.path()
	text, err := os.ReadFile(options.Journal)
	refused(t, err, "", "")
	lines := strings.SplitAfter(string(text), "\n")
	for i := range lines {
		cut := filepath.Join(folder, "cut")
		refused(t, os.WriteFile(cut, []byte(strings.Join(lines[:i], "")), 0o600), "", "")
		w, err := Open(Options{Journal: cut, Clock: b.clock})
		if err != nil {
			t.Fatalf("after %d lines: %s", i, err)
		}
		checkInvariants(t, w)
		refused(t, w.Close(), "", "")
	}
}

func TestBrokenJournalIsReported(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal")
	refused(t, os.WriteFile(path, []byte("{}\nx\n"), 0o600), "", "")
	if _, err := Open(Options{Journal: path}); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
	if _, err := Open(Options{Journal: filepath.Join(path, "below")}); err == nil {
		t.Error("a journal beneath a file was opened")
	}
}

func TestUnwritableJournalIsReported(t *testing.T) {
	t.Parallel()
	b := open(t, Options{Journal: filepath.Join(t.TempDir(), "journal")})
	refused(t, b.w.journal.file.Close(), "", "")
	if _, err := b.w.Put(registryID, registryBody()); err == nil || !strings.Contains(err.Error(), "writing "+
		"journal") {
		t.Errorf("got %v: a change that is not on disk was acknowledged", err)
	}
}

func TestOldOperationsAreForgotten(t *testing.T) {
	t.Parallel()
	options := Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := open(t, options)
	result, err := b.w.Put(registryID, registryBody())
	refused(t, err, "", "")
	refused(t, b.await(result.Operation), "", "")
	b.pass(2 * rememberTasks)
	b.w.Now()
	b.reopen(options)
	_, err = b.w.Operation(result.Operation.ID)
	refused(t, err, "ResourceNotFound", "operation")
}

// TestAnotherPrivateLinkIsRefused keeps the resources of one Azure from waking up in another.
func TestAnotherPrivateLinkIsRefused(t *testing.T) {
	t.Parallel()
	options := Options{PrivateLink: GroupPrivateLink, Journal: filepath.Join(t.TempDir(), "journal")}
	b := open(t, options)
	other := options
	other.PrivateLink = MemberPrivateLink
	b.network()
	_, err := Open(other)
	if err == nil || !strings.Contains(err.Error(), `world of private link "group", not "member"`) {
		t.Errorf("want a refusal with both names, got %v", err)
	}
	b.reopen(options)
}

func TestAnEmptyWorldMayChange(t *testing.T) {
	t.Parallel()
	journal := filepath.Join(t.TempDir(), "journal")
	for _, link := range []PrivateLink{GroupPrivateLink, MemberPrivateLink} {
		if _, err := Open(Options{PrivateLink: link, Journal: journal}); err != nil {
			t.Error(err)
		}
	}
}
