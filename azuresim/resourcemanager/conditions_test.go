package resourcemanager_test

import (
	"net/http"
	"testing"
	"time"
)

const zonePath = groupPath + "/providers/Microsoft.Network/privateDnsZones/z.example"

const (
	aRecord    = zonePath + "/A/www"
	recordBody = `{"properties":{"ttl":60,"aRecords":[{"ipv4Address":"10.0.0.4"}]}}`
)

// withZone is a fixture that has a private zone.
func withZone(t *testing.T) fixture {
	t.Helper()
	f := withGroup(t)
	f.must(t, "PUT", zonePath+version, `{"location":"global"}`)
	f.clock.add(time.Hour)
	return f
}

// under sends a write under a condition.
func (f fixture) under(t *testing.T, method, body, header, etag string) reply {
	t.Helper()
	r := request(t, method, aRecord+version, body)
	r.Header.Set(header, etag)
	return f.send(t, r)
}

func TestConditionsOfWrites(t *testing.T) {
	t.Parallel()
	f := withZone(t)
	wantStatus := func(what string, got reply, status int) {
		t.Helper()
		failed := got.Code == http.StatusPreconditionFailed && got.code() == "PreconditionFailed"
		if got.Code != status || failed != (status == http.StatusPreconditionFailed) {
			t.Errorf("%s answers %d %s, want %d", what, got.Code, got.Body, status)
		}
	}
	wantStatus("a change of nothing", f.under(t, "PUT", recordBody, "If-Match", "*"), 412)
	first := f.under(t, "PUT", recordBody, "If-None-Match", "*")
	wantStatus("a first creation", first, 201)
	wantStatus("a second creation", f.under(t, "PUT", recordBody, "If-None-Match", "*"), 412)

	old := first.Header().Get("ETag")
	second := f.under(t, "PUT", recordBody, "If-Match", old)
	wantStatus("a change of what was seen", second, 200)
	wantStatus("a change of what is old", f.under(t, "PUT", recordBody, "If-Match", old), 412)
	wantStatus("a patch of what is old", f.under(t, "PATCH", `{}`, "If-Match", old), 412)
	wantStatus("a deletion of what is old", f.under(t, "DELETE", "", "If-Match", old), 412)

	now := second.Header().Get("ETag")
	if read := f.must(t, "GET", aRecord+version, ""); read.Header().Get("ETag") != now ||
		read.body["etag"] != now || now == old {
		t.Errorf("etags are %q, then %q, read as %q", old, now, read.Header().Get("ETag"))
	}
	wantStatus("a deletion of what was seen", f.under(t, "DELETE", "", "If-Match", now), 200)
}

func TestTypesWithoutEtagHeedNoConditions(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	identity := groupPath + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller"
	for _, want := range []int{201, 200} {
		r := request(t, "PUT", identity+version, `{"location":"koreacentral"}`)
		r.Header.Set("If-None-Match", "*")
		if got := f.send(t, r); got.Code != want {
			t.Errorf("answers %d %s, want %d", got.Code, got.Body, want)
		}
	}
}
