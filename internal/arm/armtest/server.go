// Package armtest serves canned Resource Manager answers to tests, over plain HTTP on this machine.
package armtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"
)

// Token is the token that Server accepts, and that a mocked provider should give: a JWT without a signature
// whose audience is http://127.0.0.1, as simulated Azure's are.
const Token = "e30.eyJhdWQiOiJodHRwOi8vMTI3LjAuMC4xIn0." //nolint:gosec // It opens this server alone.

// Answer is one response.
type Answer struct {
	// Status is the HTTP status; zero means 200.
	Status int
	// Body is marshalled as JSON; nil sends none.
	Body any
	// Header is added to the response.
	Header map[string]string
}

// Script answers the nth request of a path, counted from 1.
type Script func(n int) Answer

// Always is the script that gives the same answer each time.
func Always(answer Answer) Script { return func(int) Answer { return answer } }

// Server is a Resource Manager that answers by script and remembers what it was asked.
type Server struct {
	// URL is the server's address, without a slash at the end.
	URL string

	t        *testing.T
	now      func() time.Time
	mu       sync.Mutex
	scripts  map[string]Script
	requests []string
	bodies   map[string][]byte
}

// NewServer starts a server that ends with the test. The clock gives the Date of its answers.
func NewServer(t *testing.T, now func() time.Time) *Server {
	t.Helper()
	s := &Server{t: t, now: now, scripts: map[string]Script{}, bodies: map[string][]byte{}}
	httpServer := httptest.NewServer(s)
	t.Cleanup(httpServer.Close)
	s.URL = httpServer.URL
	return s
}

// On sets the script for a request such as "GET /subscriptions/…", without its query.
func (s *Server) On(request string, script Script) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts[request] = script
}

// Requests returns every request so far, in order, such as "GET /subscriptions/…".
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Body returns the body of the last such request.
func (s *Server) Body(request string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.bodies[request])
}

// ServeHTTP answers by script: 401 without the token, 404 where no script is set.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := s.answer(r)
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json")
	for name, value := range answer.Header {
		w.Header().Set(name, value)
	}
	if answer.Status == 0 {
		answer.Status = http.StatusOK
	}
	w.WriteHeader(answer.Status)
	if answer.Body != nil {
		if err := json.NewEncoder(w).Encode(answer.Body); err != nil {
			s.t.Errorf("answering %s %s: %v", r.Method, r.URL.Path, err)
		}
	}
}

func (s *Server) answer(r *http.Request) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	request := r.Method + " " + r.URL.Path
	s.requests = append(s.requests, request)
	var body json.RawMessage
	if json.NewDecoder(r.Body).Decode(&body) == nil {
		s.bodies[request] = body
	}
	script, known := s.scripts[request]
	switch {
	case r.Header.Get("Authorization") != "Bearer "+Token:
		return Fault(http.StatusUnauthorized, "AuthenticationFailed", "The access token is not valid.")
	case !known:
		return Fault(http.StatusNotFound, "ResourceNotFound", fmt.Sprintf("There is no %s.", request))
	}
	return script(s.count(request))
}

func (s *Server) count(request string) int {
	n := 0
	for _, r := range s.requests {
		if r == request {
			n++
		}
	}
	return n
}

// Fault is an answer in ARM's error envelope.
func Fault(status int, code, message string) Answer {
	fault := map[string]string{"code": code, "message": message}
	return Answer{Status: status, Body: map[string]any{"error": fault}}
}

// Groups is the answer that offers private-link groups, each with its required members.
func Groups(groups map[string][]string) Answer {
	var list []any
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		properties := map[string]any{"groupId": name, "requiredMembers": groups[name]}
		list = append(list, map[string]any{"name": name, "properties": properties})
	}
	return Answer{Body: map[string]any{"value": list}}
}

// Records is the answer of a zone group that keeps the given records, each with its addresses.
func Records(records map[string][]string) Answer {
	var sets []any
	for _, name := range slices.Sorted(maps.Keys(records)) {
		set := map[string]any{"recordType": "A", "recordSetName": name, "ipAddresses": records[name]}
		sets = append(sets, set)
	}
	config := map[string]any{"name": "registry", "properties": map[string]any{"recordSets": sets}}
	properties := map[string]any{"privateDnsZoneConfigs": []any{config}}
	return Answer{Body: map[string]any{"name": "default", "properties": properties}}
}

// Assignment is the answer of a role assignment that was made at the given time.
func Assignment(created time.Time) Answer {
	properties := map[string]any{"createdOn": created.UTC().Format(time.RFC3339Nano)}
	return Answer{Body: map[string]any{"properties": properties}}
}
