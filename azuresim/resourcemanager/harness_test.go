package resourcemanager_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"private-acr/azuresim/resourcemanager"
	"private-acr/azuresim/world"
)

const (
	subscription = "5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02"
	groupPath    = "/subscriptions/" + subscription + "/resourceGroups/hub"
	networkPath  = groupPath + "/providers/Microsoft.Network/virtualNetworks/net"
	version      = "?api-version=2022-12-01"
)

var account = resourcemanager.Options{
	TenantID: "7a6d0c11-5b1e-4f0a-9c2b-0a2c1f3e5d01", SubscriptionID: subscription,
	ClientID: "c19e7f64-2d38-4b95-a0d1-6f8e4b7a9c03", ObjectID: "e42b9d85-71f6-4c3a-b5e8-9a1d2c6f0b04",
	ClientSecret: "a simulation's",
}

// handClock is moved by the test.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// fixture is a Resource Manager over a world whose clock stands still until the test moves it.
type fixture struct {
	clock   *handClock
	handler http.Handler
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	clock := &handClock{now: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)}
	w, err := world.Open(world.Options{Clock: clock, Scale: 60})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return fixture{clock, resourcemanager.Handler(w, account)}
}

// reply is a response with its body decoded.
type reply struct {
	*httptest.ResponseRecorder

	body map[string]any
}

func (r reply) code() string {
	failure, _ := r.body["error"].(map[string]any)
	code, _ := failure["code"].(string)
	return code
}

func (f fixture) send(t *testing.T, r *http.Request) reply {
	t.Helper()
	recorder := httptest.NewRecorder()
	f.handler.ServeHTTP(recorder, r)
	answer := reply{ResponseRecorder: recorder}
	if text := recorder.Body.Bytes(); bytes.HasPrefix(text, []byte("{")) {
		if err := json.Unmarshal(text, &answer.body); err != nil {
			t.Fatal(err)
		}
	}
	return answer
}

func (f fixture) do(t *testing.T, method, target, body string) reply {
	t.Helper()
	return f.send(t, request(t, method, target, body))
}

// must is do for what the test takes for granted.
func (f fixture) must(t *testing.T, method, target, body string) reply {
	t.Helper()
	answer := f.do(t, method, target, body)
	if answer.Code >= http.StatusBadRequest {
		t.Fatalf("%s %s: %d %s", method, target, answer.Code, answer.Body)
	}
	return answer
}

func request(t *testing.T, method, target, body string) *http.Request {
	t.Helper()
	var content io.Reader
	if body != "" {
		content = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(t.Context(), method, target, content)
	r.Header.Set("Authorization", "Bearer token")
	r.Header.Set("Content-Type", "application/json")
	return r
}

// withGroup is a fixture that has the resource group of groupPath.
func withGroup(t *testing.T) fixture {
	t.Helper()
	f := newFixture(t)
	f.must(t, http.MethodPut, groupPath+version, `{"location":"koreacentral"}`)
	f.clock.add(time.Hour)
	return f
}
