package resourcemanager_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	registryPath = groupPath + "/providers/Microsoft.ContainerRegistry/registries/imagehub"

	// The stable api-version before registries had a mode of role assignments, the first preview that has a
	// soft-delete policy, and the stable one that knows the mode and not the policy.
	old     = "?api-version=2022-12-01"
	preview = "?api-version=2025-03-01-preview"
	latest  = "?api-version=2025-11-01"
)

// seen is what a GET answers of a registry's mode and soft-delete policy.
func (f fixture) seen(t *testing.T, version string) [2]any {
	t.Helper()
	body := f.must(t, http.MethodGet, registryPath+version, "").body
	p, _ := body["properties"].(map[string]any)
	policies, _ := p["policies"].(map[string]any)
	soft, _ := policies["softDeletePolicy"].(map[string]any)
	return [2]any{p["roleAssignmentMode"], soft["status"]}
}

// TestVersionsAnswerWhatTheyKnow has a PUT of an older api-version leave alone what it cannot speak of.
func TestVersionsAnswerWhatTheyKnow(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	const premium = `{"location": "koreacentral", "sku": {"name": "Premium"}, "properties": {`
	f.must(t, http.MethodPut, registryPath+preview, premium+`
		"roleAssignmentMode": "AbacRepositoryPermissions",
		"policies": {"softDeletePolicy": {"status": "enabled", "retentionDays": 9}}
	}}`)
	f.clock.add(time.Hour)
	put := f.must(t, http.MethodPut, registryPath+old, premium+`"adminUserEnabled": true}}`)
	if p, _ := put.body["properties"].(map[string]any); p["roleAssignmentMode"] != nil {
		t.Errorf("a PUT answers what its api-version has not: %v", p)
	}
	f.clock.add(time.Hour)
	for version, want := range map[string][2]any{
		old:     {nil, nil},
		preview: {"AbacRepositoryPermissions", "enabled"},
		latest:  {"AbacRepositoryPermissions", nil},
	} {
		if diff := cmp.Diff(want, f.seen(t, version)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", version, diff)
		}
	}
}

func TestVersionsTakeWhatTheyKnow(t *testing.T) {
	t.Parallel()
	const body = `{"location": "koreacentral", "sku": {"name": "Premium"}, "properties": {
		"networkRuleBypassAllowedForTasks": true}}`
	for version, status := range map[string]int{
		old: http.StatusBadRequest, preview: http.StatusBadRequest, latest: http.StatusCreated,
	} {
		got := withGroup(t).do(t, http.MethodPut, registryPath+version, body)
		if got.Code != status {
			t.Errorf("%s answers %d %s, want %d", version, got.Code, got.Body, status)
		}
	}
}

// TestVersionsOfParts looks at a property of every item of a list.
func TestVersionsOfParts(t *testing.T) {
	t.Parallel()
	const body = `{"location": "koreacentral", "properties": {
		"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
		"subnets": [{"name": "a", "properties": {
			"addressPrefix": "10.0.1.0/24", "defaultOutboundAccess": false}}]
	}}`
	f := withGroup(t)
	if got := f.do(t, http.MethodPut, networkPath+version, body); got.Code != http.StatusBadRequest {
		t.Errorf("an api-version takes what came after it: %d %s", got.Code, got.Body)
	}
	f.must(t, http.MethodPut, networkPath+"?api-version=2024-05-01", body)
	for version, has := range map[string]bool{version: false, "?api-version=2024-05-01": true} {
		answer := f.must(t, http.MethodGet, networkPath+"/subnets"+version, "")
		items, _ := answer.body["value"].([]any)
		subnet, _ := items[0].(map[string]any)
		p, _ := subnet["properties"].(map[string]any)
		if _, answered := p["defaultOutboundAccess"]; answered != has {
			t.Errorf("%s answers %v", version, p)
		}
	}
}

// TestVersionsThatAreNone asks by api-versions that Azure has not, in each of the forms of its refusal, and
// by one that may have come since anybody listed them.
func TestVersionsThatAreNone(t *testing.T) {
	t.Parallel()
	const registry = `{"location": "Japan East", "sku": {"name": "Premium"}}`
	f := withGroup(t)
	f.must(t, http.MethodPut, registryPath+latest, registry)
	const (
		registries = groupPath + "/providers/Microsoft.ContainerRegistry/registries"
		none       = "?api-version=2023-05-01"
	)
	tests := map[string]struct {
		method, path, body string
		status             int
		code, says         string
	}{
		"group": {
			"GET", groupPath + none, "", 400, "InvalidApiVersionParameter", "'2025-04-01,2025-03-01,",
		},
		"groups": {
			"GET", "/subscriptions/" + subscription + "/resourceGroups" + none, "",
			400, "InvalidApiVersionParameter", "'2023-05-01' is invalid",
		},
		"new registry": {
			"PUT", registryPath + "2" + none, registry, 400, "NoRegisteredProviderFound",
			"for location 'japaneast' and API version '2023-05-01' for type 'registries'",
		},
		"registry": {
			"GET", registryPath + none, "", 400, "NoRegisteredProviderFound", "'2017-03-01, 2017-10-01, ",
		},
		"registries": {
			"GET", registries + none, "", 404, "InvalidResourceType",
			"for api version '2023-05-01'. The supported api-versions are '2017-03-01,2017-10-01,",
		},
		"unknown type": {
			"GET", groupPath + "/providers/Microsoft.Network/clouds/x" + version, "", 404,
			"InvalidResourceType", "in the namespace 'Microsoft.Network' for api version '2022-12-01'.",
		},
		"younger": {"GET", registryPath + "?api-version=2029-01-01", "", 200, "", ""},
	}
	for name, test := range tests {
		got := f.do(t, test.method, test.path, test.body)
		said := strings.Contains(got.Body.String(), test.says)
		if got.Code != test.status || got.code() != test.code || !said {
			t.Errorf("%s answers %d %s", name, got.Code, got.Body)
		}
	}
}
