package settings_test

import (
	"strings"
	"testing"

	"private-acr/settings"
)

func TestReferenceIsComplete(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, entry := range settings.Reference() {
		if seen[entry.Path] {
			t.Errorf("%s stands twice", entry.Path)
		}
		seen[entry.Path] = true
		if parent := parentOf(entry.Path); parent != "" && !seen[parent] {
			t.Errorf("%s stands before the object that holds it", entry.Path)
		}
		if entry.Required && entry.Default != "" {
			t.Errorf("%s is required and has the default %q", entry.Path, entry.Default)
		}
		if !entry.Required && entry.Default == "" && entry.Type != "object" {
			t.Errorf("%s is optional and has no default", entry.Path)
		}
		if !strings.HasSuffix(entry.Description, ".") {
			t.Errorf("%s: the description %q is no sentence", entry.Path, entry.Description)
		}
	}
}

// parentOf is the setting that holds another one. The keys of a map and the places of a list are none.
func parentOf(path string) string {
	parent := path[:max(0, strings.LastIndex(path, "."))]
	return strings.TrimSuffix(strings.TrimSuffix(parent, ".<key>"), "[n]")
}

func TestReferenceHasWhatUsersWrite(t *testing.T) {
	t.Parallel()
	want := map[string]settings.Entry{
		"name":                             {Type: "string", Required: true},
		"registry":                         {Type: "object", Required: true},
		"registry.replicas":                {Type: "array", Default: "none"},
		"network.addressSpace":             {Type: "string", Default: "10.0.0.0/16"},
		"network.subnets.<key>.id":         {Type: "string", Default: "one is created"},
		"containerApps.<key>.name":         {Type: "string", Default: "ca-<name>-<key>"},
		"resourceGroup.name":               {Type: "string", Default: "rg-<name>"},
		"containerApps.<key>.cpu":          {Type: "number", Default: "0.5"},
		"containerApps.<key>.minReplicas":  {Type: "integer", Default: "1"},
		"containerApps.<key>.external":     {Type: "boolean", Default: "false"},
		"containerApps.<key>.env":          {Type: "object", Default: "none"},
		"credentials.<key>.basic.password": {Type: "string", Required: true},
		"privateLink.discoveryTimeout":     {Type: "string", Default: "20m"},
	}
	for _, entry := range settings.Reference() {
		if want, is := want[entry.Path]; is {
			want.Path, want.Description = entry.Path, entry.Description
			if entry != want {
				t.Errorf("got %+v, want %+v", entry, want)
			}
		}
		delete(want, entry.Path)
		for _, deployment := range []string{
			"resourceGroupName", "subnetId", "registryId", "resourceManager",
			"login",
		} {
			if strings.HasSuffix(entry.Path, deployment) {
				t.Errorf("%s is no setting", entry.Path)
			}
		}
	}
	for path := range want {
		t.Errorf("there is no %s", path)
	}
}
