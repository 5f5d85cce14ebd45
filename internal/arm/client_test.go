package arm

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"private-acr/internal/arm/armtest"
)

const (
	groupPath    = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg"
	registryID   = groupPath + "/providers/Microsoft.ContainerRegistry/registries/contoso"
	zoneGroupID  = groupPath + "/providers/Microsoft.Network/privateEndpoints/pe/privateDnsZoneGroups/default"
	assignmentID = registryID + "/providers/Microsoft.Authorization/roleAssignments/8b0f"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func newTestClient(t *testing.T) (*Client, *armtest.Server) {
	t.Helper()
	server := armtest.NewServer(t, func() time.Time { return epoch })
	fetch := func(context.Context) (string, error) { return armtest.Token, nil }
	client, err := newClient(server.URL, &credential{fetch: fetch})
	if err != nil {
		t.Fatal(err)
	}
	return client, server
}

func TestNewClientChecksTheURL(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"":                                    "",
		"https://management.azure.com/":       "",
		"https://management.chinacloudapi.cn": "",
		"http://127.0.0.1:8443":               "",
		"http://[::1]:8443":                   "",
		"http://localhost:8443":               "",
		"http://management.azure.com":         "not this machine",
		"http://127.0.0.1.example.com":        "not this machine",
		"management.azure.com":                "want a URL like",
		"ftp://127.0.0.1":                     "want a URL like",
		"https://a b":                         "invalid character",
	}
	for url, want := range tests {
		t.Run(url, func(t *testing.T) {
			t.Parallel()
			_, err := newClient(url, &credential{})
			if want == "" && err != nil {
				t.Errorf("error = %v", err)
			}
			if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("error = %v, want one with %q", err, want)
			}
		})
	}
}

func TestPrivateLinkGroups(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	server.On("GET "+registryID+"/privateLinkResources", armtest.Always(armtest.Groups(map[string][]string{
		"registry_data_koreacentral": {"registry_data_koreacentral"},
		"registry":                   {"registry_data_koreasouth", "registry"},
	})))
	got, err := client.PrivateLinkGroups(t.Context(), registryID)
	if err != nil {
		t.Fatal(err)
	}
	want := []Group{
		{Name: "registry", Members: []string{"registry", "registry_data_koreasouth"}},
		{Name: "registry_data_koreacentral", Members: []string{"registry_data_koreacentral"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
}

func TestPrivateLinkGroupsFollowsPages(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	page := armtest.Groups(map[string][]string{"registry": {"registry"}})
	page.Body.(map[string]any)["nextLink"] = server.URL + "/next"
	server.On("GET "+registryID+"/privateLinkResources", armtest.Always(page))
	server.On("GET /next", armtest.Always(armtest.Groups(map[string][]string{"other": nil})))
	got, err := client.PrivateLinkGroups(t.Context(), registryID)
	want := []Group{{Name: "other"}, {Name: "registry", Members: []string{"registry"}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v, groups (-want +got):\n%s", err, diff)
	}
}

func TestZoneGroupRecords(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	server.On("GET "+zoneGroupID, armtest.Always(armtest.Records(map[string][]string{
		"Contoso":                   {"10.0.0.5"},
		"contoso.koreacentral.data": nil,
	})))
	got, err := client.ZoneGroupRecords(t.Context(), zoneGroupID)
	want := []Record{
		{Name: "contoso", Addresses: []string{"10.0.0.5"}},
		{Name: "contoso.koreacentral.data"},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Errorf("error %v, records (-want +got):\n%s", err, diff)
	}
}

func TestRoleAssignmentAgeIsOnTheServersClock(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	created := epoch.Add(-130 * time.Second)
	server.On("GET "+assignmentID, armtest.Always(armtest.Assignment(created)))
	got, err := client.RoleAssignmentAge(t.Context(), assignmentID)
	if err != nil || got != 130*time.Second {
		t.Errorf("age = %s, %v", got, err)
	}
}

func TestRoleAssignmentAgeNeedsBothTimes(t *testing.T) {
	t.Parallel()
	noDate := armtest.Assignment(epoch)
	noDate.Header = map[string]string{"Date": "yesterday"}
	tests := map[string]struct {
		answer armtest.Answer
		want   string
	}{
		"no createdOn": {armtest.Answer{Body: map[string]any{}}, "no createdOn"},
		"no date":      {noDate, "reading the answer's Date"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, server := newTestClient(t)
			server.On("GET "+assignmentID, armtest.Always(test.answer))
			_, err := client.RoleAssignmentAge(t.Context(), assignmentID)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v", err)
			}
		})
	}
}

func TestErrorsAreShort(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("long ", 200)
	busy := map[string]string{"code": "Busy", "message": "Later."}
	tests := map[string]struct {
		answer armtest.Answer
		want   string
	}{
		"envelope": {
			armtest.Fault(http.StatusForbidden, "AuthorizationFailed", "No\n  right."),
			"AuthorizationFailed: No right. (403)",
		},
		"bare fault": {
			armtest.Answer{Status: http.StatusConflict, Body: busy},
			"Busy: Later. (409)",
		},
		"no body": {armtest.Answer{Status: http.StatusNotFound}, "Not Found (404)"},
		"no JSON": {armtest.Answer{Status: http.StatusNotFound, Body: "page not found"}, "Not Found (404)"},
		"too long": {
			armtest.Fault(http.StatusBadRequest, "Long", long), "Long: " + long[:longestMessage] + "… (400)",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, server := newTestClient(t)
			server.On("GET "+zoneGroupID, armtest.Always(test.answer))
			_, err := client.ZoneGroupRecords(t.Context(), zoneGroupID)
			want := "reading the records of zone group \"" + zoneGroupID + "\": " + test.want
			if err == nil || err.Error() != want {
				t.Errorf("error = %v\nwant    %s", err, want)
			}
		})
	}
}

func TestTransient(t *testing.T) {
	t.Parallel()
	tests := map[int]bool{400: false, 404: false, 408: true, 409: false, 429: true, 500: true, 503: true}
	for status, want := range tests {
		if got := (&Error{Status: status}).Transient(); got != want {
			t.Errorf("%d is transient: %t", status, got)
		}
	}
}

func TestThrottledReadsAreRepeated(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	server.On("GET "+assignmentID, func(n int) armtest.Answer {
		if n < 3 {
			throttled := armtest.Fault(http.StatusTooManyRequests, "TooManyRequests", "Slow down.")
			throttled.Header = map[string]string{"retry-after-ms": "1"}
			return throttled
		}
		return armtest.Assignment(epoch)
	})
	if _, err := client.RoleAssignmentAge(t.Context(), assignmentID); err != nil {
		t.Fatal(err)
	}
	if n := len(server.Requests()); n != 3 {
		t.Errorf("%d requests", n)
	}
}

func TestBadIDsAreReportedBeforeAnyCall(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	_, groups := client.PrivateLinkGroups(t.Context(), "registry")
	_, records := client.ZoneGroupRecords(t.Context(), "")
	imported := client.ImportImage(t.Context(), "x", Import{Source: "a.io/b:c", Target: "b:c"})
	if err := errors.Join(groups, records, imported); groups == nil || records == nil || imported == nil {
		t.Errorf("errors = %v", err)
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

// TestDeleteZoneGroup takes one that is not there for deleted.
func TestDeleteZoneGroup(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer armtest.Answer
		want   string
	}{
		"deleted":   {armtest.Answer{Status: http.StatusNoContent}, ""},
		"not there": {armtest.Fault(http.StatusNotFound, "ResourceNotFound", "There is none."), ""},
		"refused":   {armtest.Fault(http.StatusConflict, "ScopeLocked", "It is locked."), "ScopeLocked"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, server := newTestClient(t)
			server.On("DELETE "+zoneGroupID, armtest.Always(test.answer))
			err := client.DeleteZoneGroup(t.Context(), zoneGroupID)
			if test.want == "" && err != nil ||
				test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error = %v", err)
			}
		})
	}
}

// TestChallengeReachesTheCredential is Azure's refusal of a token that it has revoked, where the provider has
// no other.
func TestChallengeReachesTheCredential(t *testing.T) {
	t.Parallel()
	client, server := newTestClient(t)
	claims := base64.StdEncoding.EncodeToString([]byte(`{"access_token":{"nbf":{"essential":true}}}`))
	challenge := `Bearer authorization_uri="https://login.example.com", error="insufficient_claims", ` +
		`claims="` + claims + `"`
	server.On("GET "+zoneGroupID, armtest.Always(armtest.Answer{
		Status: http.StatusUnauthorized, Header: map[string]string{"WWW-Authenticate": challenge},
	}))
	_, err := client.ZoneGroupRecords(t.Context(), zoneGroupID)
	if err == nil || !strings.Contains(err.Error(), "az login") {
		t.Errorf("error = %v", err)
	}
}
