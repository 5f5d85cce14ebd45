package arm

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestDiscoverWithoutACall(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"127.0.0.1:8443": "http://127.0.0.1:8443",
		"[::1]:8443":     "http://[::1]:8443",
		"[::1]":          "http://[::1]",
		"localhost":      "http://localhost",
	}
	for host, want := range tests {
		if got, err := Discover(t.Context(), host); err != nil || got != want {
			t.Errorf("Discover(%q) = %q, %v", host, got, err)
		}
	}
}

func TestDiscoverReadsTheMetadata(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status     int
		body, want string
	}{
		"a URL":     {200, `{"resourceManager": "https://management.example.com/"}`, ""},
		"none":      {200, `{}`, "names no resourceManager"},
		"no JSON":   {200, `<html>`, "invalid character"},
		"not found": {404, ``, `the host answered "404 Not Found"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.RequestURI() != "/metadata/endpoints?api-version=2022-09-01" {
					t.Errorf("request = %s", r.URL)
				}
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			}))
			defer server.Close()
			host := strings.TrimPrefix(server.URL, "https://")
			got, err := discover(t.Context(), server.Client(), host)
			if test.want == "" && (err != nil || got != "https://management.example.com") {
				t.Errorf("discover = %q, %v", got, err)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error = %v", err)
			}
		})
	}
}

func TestDiscoverDoesNotWaitForASilentHost(t *testing.T) {
	t.Parallel()
	answered := make(chan struct{})
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-answered }))
	defer server.Close()
	defer close(answered)
	client := server.Client()
	client.Timeout = 10 * time.Millisecond
	_, err := discover(t.Context(), client, strings.TrimPrefix(server.URL, "https://"))
	if err == nil || !strings.Contains(err.Error(), "Client.Timeout") {
		t.Errorf("error = %v", err)
	}
	if metadataClient.Timeout <= 0 {
		t.Error("the client that is used waits for ever")
	}
}

func TestDiscoverReportsAnUnreachableHost(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(nil)
	host := strings.TrimPrefix(server.URL, "https://")
	server.Close()
	_, err := discover(t.Context(), http.DefaultClient, host)
	if err == nil || !strings.Contains(err.Error(), host) {
		t.Errorf("error = %v", err)
	}
}
