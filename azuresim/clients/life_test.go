package clients_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	regions "private-acr/internal/azure"
)

// life is a resource's, through its own client. A step that Azure does not have is nil.
type life struct {
	id string

	// sent is what is created, and again what changed is put over it; patched is a patch.
	sent, changed, patched any

	create, change, patch, get func() (any, error)
	list                       func() ([]map[string]any, error)
	remove                     func() error
	// gone is the code of the answer when it is read after its end.
	gone string
}

// run lives through it and compares, at each step, what comes back with what was sent.
func (l life) run(t *testing.T) {
	t.Helper()
	l.step(t, "create", l.sent, l.create)
	l.step(t, "read", l.sent, l.get)
	l.inList(t)
	l.step(t, "change", l.changed, l.change)
	l.settled(t)
	l.step(t, "read changed", l.changed, l.get)
	if l.patch != nil {
		l.step(t, "patch", l.patched, l.patch)
		l.settled(t)
		l.step(t, "read patched", l.patched, l.get)
	}
	if err := l.remove(); err != nil {
		t.Fatalf("delete: %v", err)
	}
	_, err := l.get()
	wantCode(t, err, http.StatusNotFound, l.gone)
	if err := l.remove(); err != nil {
		t.Errorf("delete of nothing: %v", err)
	}
}

func (l life) step(t *testing.T, name string, sent any, do func() (any, error)) {
	t.Helper()
	if do == nil {
		return
	}
	got, err := do()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	wantWithin(t, name, sent, got)
}

func (l life) inList(t *testing.T) {
	t.Helper()
	items, err := l.list()
	if err != nil {
		t.Fatalf("list: %v", err)
	}
	for _, item := range items {
		if sameID(text(item["id"]), l.id) {
			wantWithin(t, "list", l.sent, item)
			return
		}
	}
	t.Errorf("%s is not in the list %v", l.id, items)
}

// settled waits until the resource is at rest: the SDK's UpdateTags answers at once and has no poller.
func (l life) settled(t *testing.T) {
	t.Helper()
	for range 1000 {
		got, err := l.get()
		if err != nil {
			t.Fatalf("read: %v", err)
		}
		var body struct {
			Properties struct{ ProvisioningState string }
		}
		if err := convert(got, &body); err != nil {
			t.Fatal(err)
		}
		if s := body.Properties.ProvisioningState; s == "" || s == "Succeeded" {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("%s does not come to rest", l.id)
}

// wantWithin reports what was sent and did not come back. Azure adds to it: ids, states, defaults.
func wantWithin(t *testing.T, step string, sent, got any) {
	t.Helper()
	var want, have any
	if err := convert(sent, &want); err != nil {
		t.Fatal(err)
	}
	if err := convert(got, &have); err != nil {
		t.Fatal(err)
	}
	for _, fault := range missing("", want, have) {
		t.Errorf("%s: %s", step, fault)
	}
}

// missing lists where have lacks something of want. A null says nothing.
func missing(path string, want, have any) []string {
	var faults []string
	switch typed := want.(type) {
	case nil:
		return nil
	case map[string]any:
		object, _ := have.(map[string]any)
		for key, value := range typed {
			faults = append(faults, missing(path+"."+key, value, object[key])...)
		}
		return faults
	case []any:
		items, _ := have.([]any)
		if len(items) != len(typed) {
			return []string{fmt.Sprintf("%s has %d items, sent were %d", path, len(items), len(typed))}
		}
		for i, value := range typed {
			faults = append(faults, missing(fmt.Sprintf("%s[%d]", path, i), value, items[i])...)
		}
		return faults
	}
	// Some services answer the display name of a region, whatever they were sent.
	sameRegion := path == ".location" && regions.ShortRegion(text(want)) == regions.ShortRegion(text(have))
	if cmp.Equal(want, have) || sameRegion {
		return nil
	}
	return []string{fmt.Sprintf("%s is %v, sent was %v", path, have, want)}
}
