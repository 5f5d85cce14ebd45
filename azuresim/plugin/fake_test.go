package plugin_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// fakeARM is the least Resource Manager that a plugin can be tested on: it keeps bodies by id, and answers
// one request at a time as the test says.
type fakeARM struct {
	*httptest.Server

	mu        sync.Mutex
	resources map[string]map[string]any
	requests  []string // "METHOD path api-version"
	bodies    []map[string]any

	async   bool   // PUT and DELETE answer with an operation that needs two polls
	drop    string // the method whose answers are lost
	failure string // the operation's error code; the resource stays
	vanish  bool   // a failed operation leaves nothing
	polls   map[string]int
	refuse  []refusal     // answers given in place of handling, first come, first served
	started chan struct{} // gets a value when somebody asks for an operation
}

type refusal struct {
	method     string
	status     int
	code, text string
}

func newFakeARM(t *testing.T) *fakeARM {
	t.Helper()
	fake := &fakeARM{
		resources: make(map[string]map[string]any),
		polls:     make(map[string]int),
		started:   make(chan struct{}, 1),
	}
	fake.Server = httptest.NewServer(fake)
	t.Cleanup(fake.Close)
	return fake
}

func (f *fakeARM) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("x-ms-retry-after-ms", "1")
	request := []string{r.Method, r.URL.Path, r.URL.Query().Get("api-version")}
	f.requests = append(f.requests, strings.Join(request, " "))
	switch {
	case r.Header.Get("Authorization") == "":
		answerError(w, http.StatusUnauthorized, "AuthenticationFailed", "no token")
	case f.drop == r.Method:
		panic(http.ErrAbortHandler) // closes the connection without a word
	case f.refused(w, r):
	case strings.HasPrefix(r.URL.Path, "/operations/"):
		f.operation(w, r)
	default:
		f.resource(w, r)
	}
}

func (f *fakeARM) refused(w http.ResponseWriter, r *http.Request) bool {
	if len(f.refuse) == 0 || f.refuse[0].method != r.Method {
		return false
	}
	answerError(w, f.refuse[0].status, f.refuse[0].code, f.refuse[0].text)
	f.refuse = f.refuse[1:]
	return true
}

func (f *fakeARM) resource(w http.ResponseWriter, r *http.Request) {
	id := strings.ToLower(r.URL.Path)
	body, exists := f.resources[id]
	switch r.Method {
	case http.MethodGet:
		if !exists {
			answerError(w, http.StatusNotFound, "ResourceNotFound", "not there")
			return
		}
		answer(w, http.StatusOK, body)
	case http.MethodDelete:
		delete(f.resources, id)
		f.begin(w, r, http.StatusNoContent, http.StatusAccepted, nil)
	case http.MethodPut:
		body = f.store(r, id)
		f.begin(w, r, http.StatusOK, http.StatusCreated, body)
	}
}

// store keeps a body with what Azure adds to it.
func (f *fakeARM) store(r *http.Request, id string) map[string]any {
	var body map[string]any
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return nil
	}
	f.bodies = append(f.bodies, maps.Clone(body))
	properties, _ := body["properties"].(map[string]any)
	if properties == nil {
		properties = map[string]any{}
	}
	properties["provisioningState"] = "Succeeded"
	properties["resourceGuid"] = nil
	body["id"], body["etag"] = r.URL.Path, fmt.Sprintf("W/%d", len(f.bodies))
	body["name"] = r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	body["properties"] = properties
	if f.failure == "" || !f.vanish {
		f.resources[id] = body
	}
	return body
}

func (f *fakeARM) begin(w http.ResponseWriter, r *http.Request, done, pending int, body any) {
	if !f.async {
		answer(w, done, body)
		return
	}
	w.Header().Set("Azure-AsyncOperation", f.URL+"/operations"+r.URL.Path)
	answer(w, pending, map[string]any{})
}

func (f *fakeARM) operation(w http.ResponseWriter, r *http.Request) {
	f.polls[r.URL.Path]++
	select {
	case f.started <- struct{}{}:
	default:
	}
	switch {
	case f.polls[r.URL.Path]%2 == 1 || f.failure == "never":
		answer(w, http.StatusOK, map[string]any{"status": "InProgress"})
	case f.failure != "":
		failure := map[string]any{"code": f.failure, "message": "it broke"}
		answer(w, http.StatusOK, map[string]any{"status": "Failed", "error": failure})
	default:
		answer(w, http.StatusOK, map[string]any{"status": "Succeeded"})
	}
}

func answer(w http.ResponseWriter, status int, body any) {
	w.WriteHeader(status)
	if body != nil {
		_ = json.NewEncoder(w).Encode(body)
	}
}

func answerError(w http.ResponseWriter, status int, code, message string) {
	answer(w, status, map[string]any{"error": map[string]any{"code": code, "message": message}})
}

// lastBody returns the body of the last PUT.
func (f *fakeARM) lastBody() map[string]any {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.bodies[len(f.bodies)-1]
}

// seen returns the requests so far and forgets them.
func (f *fakeARM) seen() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	requests := f.requests
	f.requests = nil
	return requests
}

// set changes a resource behind the plugin's back.
func (f *fakeARM) set(id string, body map[string]any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.resources[strings.ToLower(id)] = body
}
