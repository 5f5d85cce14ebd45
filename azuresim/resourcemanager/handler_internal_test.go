package resourcemanager

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"private-acr/azuresim/world"
)

func TestPanicAnswersInternalServerError(t *testing.T) {
	t.Parallel()
	w, err := world.Open(world.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s := &server{world: w, Options: Options{Log: slog.New(slog.NewTextHandler(&log, nil))}}
	recorder := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/subscriptions", nil)
	s.serve(recorder, r, func(*http.Request) (answer, error) { panic("out of cheese") })
	if recorder.Code != http.StatusInternalServerError ||
		!strings.Contains(recorder.Body.String(), "InternalServerError") {
		t.Errorf("answers %d %s", recorder.Code, recorder.Body)
	}
	if strings.Contains(recorder.Body.String(), "goroutine") {
		t.Error("shows its stack to the client")
	}
	if !strings.Contains(log.String(), "out of cheese") || !strings.Contains(log.String(), "goroutine") {
		t.Errorf("log is %q", log.String())
	}
}

func TestParseTarget(t *testing.T) {
	t.Parallel()
	const group = "/subscriptions/5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02/resourceGroups/hub"
	const registries = "Microsoft.ContainerRegistry/registries"
	const registry = group + "/providers/" + registries + "/r"
	for path, want := range map[string]struct{ resourceType, name, rest string }{
		"/subscriptions":                  {"", "", "subscriptions"},
		group + "/":                       {groupType, "hub", ""},
		registry:                          {registries, "r", ""},
		registry + "/importImage":         {registries, "r", "importImage"},
		registry + "/replications/eastus": {registries + "/replications", "eastus", ""},
		registry + "/providers/Microsoft.Authorization/roleAssignments/x": {
			"Microsoft.Authorization/roleAssignments", "x", "",
		},
		group + "/providers/Microsoft.Network/virtualNetworks": {"Microsoft.Network", "", "virtualNetworks"},
	} {
		got, err := parseTarget(path)
		same := got.resourceType == want.resourceType && got.name == want.name && got.rest == want.rest
		if err != nil || !same {
			t.Errorf("%s is %+v, %v, want %+v", path, got, err, want)
		}
	}
}

func FuzzParseTarget(f *testing.F) {
	f.Add("/subscriptions/5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02/resourceGroups/hub/providers/A.B/c/d/e")
	f.Add("//")
	f.Fuzz(func(t *testing.T, path string) {
		target, err := parseTarget(path)
		if err != nil {
			return
		}
		if again, err := parseTarget(target.id); err != nil || again != target {
			t.Errorf("%q is %+v, read again %+v, %v", path, target, again, err)
		}
	})
}
