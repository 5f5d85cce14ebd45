package resourcemanager_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What a strict client of another make needs, beyond what the Azure SDK's clients show.

func TestIDsKeepTheCaseOfTheirCreation(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	mine := strings.Replace(networkPath, "/net", "/MyNet", 1)
	f.must(t, "PUT", mine+version, networkBody)
	f.clock.add(time.Hour)
	changed := f.must(t, "PUT", strings.ToLower(mine)+version, networkBody)
	f.clock.add(time.Hour)
	if changed.Code != http.StatusOK || changed.body["id"] != mine || changed.body["name"] != "MyNet" {
		t.Errorf("a change in lower case answers %d %s", changed.Code, changed.Body)
	}
	if read := f.must(t, "GET", strings.ToUpper(mine)+version, ""); read.body["id"] != mine {
		t.Errorf("a read in capitals answers %s", read.Body)
	}
	if head := f.do(t, "HEAD", strings.ToUpper(mine)+version, ""); head.Code != http.StatusNoContent {
		t.Errorf("HEAD in capitals answers %d", head.Code)
	}
}

func TestReadOnlyPropertiesAreNotHeard(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	got := f.must(t, "PUT", networkPath+version, `{
		"id": "/mine", "name": "mine", "type": "mine", "etag": "mine", "location": "koreacentral",
		"properties": {
			"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
			"provisioningState": "Failed", "resourceGuid": "mine"
		}
	}`)
	p := got.body["properties"].(map[string]any)
	for name, value := range map[string]any{
		"id": got.body["id"], "name": got.body["name"], "type": got.body["type"], "etag": got.body["etag"],
		"provisioningState": p["provisioningState"], "resourceGuid": p["resourceGuid"],
	} {
		if value == "mine" || value == "/mine" || value == "Failed" {
			t.Errorf("%s is what the request said: %v", name, value)
		}
	}
}

func TestDefaultsAreReadBack(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	registry := groupPath + "/providers/Microsoft.ContainerRegistry/registries/imagehub" + version
	f.must(t, "PUT", registry, `{"location":"Korea Central","sku":{"name":"Premium"}}`)
	got := f.must(t, "GET", registry, "")
	p := got.body["properties"].(map[string]any)
	if got.body["location"] != "koreacentral" || p["publicNetworkAccess"] != "Enabled" ||
		p["networkRuleBypassOptions"] != "AzureServices" || p["adminUserEnabled"] != false {
		t.Errorf("registry reads %s", got.Body)
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()
	f := withZone(t)
	f.must(t, "PUT", networkPath+version, `{"location": "koreacentral", "tags": {"team": "it's us"},
		"properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}}`)
	f.clock.add(time.Hour)
	for filter, want := range map[string]int{
		"resourceType eq 'microsoft.network/virtualnetworks'":                 1,
		"resourceType eq 'Microsoft.Network/virtualNetworks' and name eq 'x'": 0,
		"location eq 'global'":                         1,
		"name eq 'net' AND name eq 'ne'":               0,
		"name eq 'it''s'":                              0,
		"resourceGroup eq 'HUB'":                       2,
		"resourceGroup eq 'other'":                     0,
		"tagName eq 'Team'":                            1,
		"tagname eq 'team' and tagvalue eq 'it''s us'": 1,
		"tagname eq 'team' and tagvalue eq 'them'":     0,
	} {
		got := f.must(t, "GET", groupPath+"/resources"+version+"&$filter="+url.QueryEscape(filter), "")
		if items := got.body["value"].([]any); len(items) != want {
			t.Errorf("%s finds %d, want %d", filter, len(items), want)
		}
	}
	for _, query := range []string{"$filter=name+ne+'x'", "$filter=colour+eq+'red'", "$top=0", "$top=all"} {
		got := f.do(t, "GET", groupPath+"/resources"+version+"&"+query, "")
		if got.Code != http.StatusBadRequest || !strings.HasSuffix(got.code(), "InQueryString") {
			t.Errorf("%s answers %d %s", query, got.Code, got.Body)
		}
	}
}

func TestRoleAssignmentsAtAScope(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	const role = "/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d"
	body := `{"properties":{"principalType":"ServicePrincipal","principalId":"` + account.ObjectID +
		`","roleDefinitionId":"/subscriptions/` + subscription + role + `"}}`
	const grants = "/providers/Microsoft.Authorization/roleAssignments"
	f.must(t, "PUT", groupPath+grants+"/0b1f6b52-5c0e-4a53-8f1d-3b7c6a107a0e"+version, body)
	for query, want := range map[string]int{
		"": 1, "&$filter=atScope()": 1, "&$filter=assignedTo('none')": 0,
		"&$filter=atScope()+and+assignedTo('" + account.ObjectID + "')": 1,
		"&$filter=principalId+eq+'" + account.ObjectID + "'":            1,
		"&$filter=principalId+eq+'another'":                             0,
	} {
		got := f.must(t, "GET", groupPath+grants+version+query, "")
		if items := got.body["value"].([]any); len(items) != want {
			t.Errorf("%q finds %d, want %d: %s", query, len(items), want, got.Body)
		}
	}
	above := f.must(t, "GET", "/subscriptions/"+subscription+grants+version+"&$filter=atScope()", "")
	if items := above.body["value"].([]any); len(items) != 0 {
		t.Errorf("a grant on the group is said to be at the subscription: %s", above.Body)
	}
}

func TestLocations(t *testing.T) {
	t.Parallel()
	got := newFixture(t).must(t, "GET", "/subscriptions/"+subscription+"/locations"+version, "")
	if !strings.Contains(got.Body.String(), `"displayName":"Korea Central"`) {
		t.Errorf("locations are %s", got.Body)
	}
}

func TestEveryAnswerCanBeTraced(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	r := request(t, "GET", networkPath+version, "")
	r.Header.Set("X-Ms-Client-Request-Id", "mine")
	header := f.send(t, r).Header()
	for _, kind := range []string{"Request", "Correlation-Request", "Routing-Request"} {
		name := "X-Ms-" + kind + "-Id"
		if header.Get(name) == "" {
			t.Errorf("a refusal has no %s", name)
		}
	}
	if header.Get("X-Ms-Client-Request-Id") != "mine" {
		t.Errorf("the client's id comes back as %q", header.Get("X-Ms-Client-Request-Id"))
	}
}

func TestOldSignIn(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	form := credentials("resource", "https://management.azure.com/")
	r := request(t, "POST", "/"+account.TenantID+"/oauth2/token?api-version=1.0", form.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := f.send(t, r)
	if got.Code != http.StatusOK || got.body["expires_in"] != "3599" ||
		got.body["resource"] != "https://management.azure.com/" {
		t.Errorf("answers %d %s", got.Code, got.Body)
	}
	keys := f.do(t, "GET", "/"+account.TenantID+"/discovery/v2.0/keys", "")
	if keys.Code != http.StatusOK || keys.body["keys"] == nil {
		t.Errorf("keys are %d %s", keys.Code, keys.Body)
	}
}

// TestEmptyParent has a lock on a resource whose path says that it has no parent, as the Azure CLI writes it.
func TestEmptyParent(t *testing.T) {
	t.Parallel()
	f := withZone(t)
	const lock = "/providers/Microsoft.Authorization/locks/keep"
	roundabout := strings.Replace(zonePath, "/privateDnsZones", "//privateDnsZones", 1) + lock + version
	f.must(t, "PUT", roundabout, `{"properties": {"level": "CanNotDelete"}}`)
	got := f.must(t, "GET", zonePath+lock+version, "")
	if got.body["id"] != zonePath+lock {
		t.Errorf("the lock reads %s", got.Body)
	}
}

// TestPostsUnderALock reads what a POST would tell.
func TestPostsUnderALock(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	f.must(t, "PUT", registryPath+latest, `{"location": "koreacentral", "sku": {"name": "Premium"},
		"properties": {"adminUserEnabled": true}}`)
	f.clock.add(time.Hour)
	f.must(t, "POST", registryPath+"/listCredentials"+latest, "")
	f.must(t, "PUT", registryPath+"/providers/Microsoft.Authorization/locks/keep"+version,
		`{"properties": {"level": "ReadOnly"}}`)
	got := f.do(t, "POST", registryPath+"/listCredentials"+latest, "")
	if got.Code != http.StatusConflict || got.code() != "ScopeLocked" {
		t.Errorf("a POST answers %d %s", got.Code, got.Body)
	}
	f.must(t, "GET", registryPath+"/privateLinkResources"+latest, "")
}
