package resourcemanager_test

import (
	"net/http"
	"testing"
	"time"
)

// What clients that nobody here wrote have met.

// TestMetadataNamesNoTenant is what terraform-provider-azurerm tells Azure from Azure Stack by.
func TestMetadataNamesNoTenant(t *testing.T) {
	t.Parallel()
	answer := newFixture(t).must(t, http.MethodGet, "/metadata/endpoints?api-version=2022-09-01", "")
	authentication, _ := answer.body["authentication"].(map[string]any)
	if authentication["tenant"] != "common" || authentication["identityProvider"] != "AAD" {
		t.Errorf("the cloud signs in by %v", authentication)
	}
}

// TestContentsAreBrief lists what is in a group, which Azure does without properties.
func TestContentsAreBrief(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	f.must(t, http.MethodPut, networkPath+version, networkBody)
	f.clock.add(time.Hour)
	answer := f.must(t, http.MethodGet, groupPath+"/resources?api-version=2021-04-01", "")
	items, _ := answer.body["value"].([]any)
	if len(items) != 1 {
		t.Fatalf("the group holds %v", items)
	}
	item, _ := items[0].(map[string]any)
	if item["name"] != "net" || item["location"] != "koreacentral" || item["properties"] != nil {
		t.Errorf("a network is listed as %v", item)
	}
}

// TestCallsAreAnswered asks something that is about no resource.
func TestCallsAreAnswered(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const path = "/subscriptions/" + subscription +
		"/providers/Microsoft.ContainerRegistry/checkNameAvailability?api-version=2025-11-01"
	const body = `{"name": "imagehub", "type": "Microsoft.ContainerRegistry/registries"}`
	answer := f.must(t, http.MethodPost, path, body)
	if answer.Code != http.StatusOK || answer.body["nameAvailable"] != true {
		t.Errorf("answers %d %v", answer.Code, answer.body)
	}
	wrong := f.do(t, http.MethodPost, path, "{")
	if wrong.code() != "InvalidRequestContent" {
		t.Errorf("half a body is answered %d %s", wrong.Code, wrong.Body)
	}
}

// TestNamespacesSayTheirVersions is where the Azure CLI finds the api-version of `az resource`.
func TestNamespacesSayTheirVersions(t *testing.T) {
	t.Parallel()
	const path = "/subscriptions/" + subscription + "/providers/Microsoft.ContainerRegistry"
	answer := newFixture(t).must(t, http.MethodGet, path+"?api-version=2022-09-01", "")
	types, _ := answer.body["resourceTypes"].([]any)
	for _, item := range types {
		described, _ := item.(map[string]any)
		if described["resourceType"] != "registries" {
			continue
		}
		versions, _ := described["apiVersions"].([]any)
		if len(versions) < 2 || versions[0] != "2025-11-01" || versions[len(versions)-1] == "" {
			t.Errorf("registries have %v", versions)
		}
		return
	}
	t.Errorf("there are no registries among %v", types)
}
