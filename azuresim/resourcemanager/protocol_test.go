package resourcemanager_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const networkBody = `{
	"location": "koreacentral",
	"properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}
}`

func TestRefusals(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	const networks = groupPath + "/providers/Microsoft.Network/virtualNetworks"
	const zone = groupPath + "/providers/Microsoft.Network/privateDnsZones/z.example"
	const elsewhere = groupPath + "/providers/Nobody.Knows/things/a"
	const unknown = groupPath + "/providers/Microsoft.Network/things/a"
	for name, c := range map[string]struct {
		method, target, body string
		status               int
		code                 string
	}{
		"no api-version":   {"GET", groupPath, "", 400, "MissingApiVersionParameter"},
		"odd api-version":  {"GET", groupPath + "?api-version=latest", "", 400, "InvalidApiVersionParameter"},
		"odd subscription": {"GET", "/subscriptions/mine" + version, "", 400, "InvalidSubscriptionId"},
		"empty segment":    {"GET", "/subscriptions//a" + version, "", 404, "MissingSubscription"},
		"elsewhere":        {"GET", "/favicon.ico", "", 404, "MissingSubscription"},
		"not JSON":         {"PUT", networkPath + version, "{", 400, "InvalidRequestContent"},
		"not an object":    {"PUT", networkPath + version, "[]", 400, "InvalidRequestContent"},
		"null":             {"PUT", networkPath + version, "null", 400, "InvalidRequestContent"},
		"two objects":      {"PUT", networkPath + version, "{}{}", 400, "InvalidRequestContent"},
		"no body":          {"PUT", networkPath + version, "", 400, "MissingRequestBody"},
		"unknown property": {"PUT", networkPath + version, `{"colour":"red"}`, 400, "InvalidRequestContent"},
		"too large": {
			"PUT", networkPath + version, `{"location":"` + strings.Repeat("x", 5<<20) + `"}`,
			413, "RequestContentTooLarge",
		},
		"unknown namespace": {"GET", elsewhere + version, "", 404, "InvalidResourceNamespace"},
		"unknown type":      {"GET", unknown + version, "", 404, "InvalidResourceType"},
		"no such resource":  {"GET", networkPath + version, "", 404, "ResourceNotFound"},
		"no such group": {
			"GET", "/subscriptions/" + subscription + "/resourceGroups/none" + version, "", 404,
			"ResourceGroupNotFound",
		},
		"POST to a resource": {"POST", networkPath + version, "{}", 405, "MethodNotAllowed"},
		"PUT to a list":      {"PUT", networks + version, "{}", 405, "MethodNotAllowed"},
		"no region":          {"PUT", zone + version, `{"location":"koreacentral"}`, 400, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := f.do(t, c.method, c.target, c.body)
			if got.Code != c.status || c.code != "" && got.code() != c.code {
				t.Errorf("answers %d %.300s, want %d %s", got.Code, got.Body, c.status, c.code)
			}
		})
	}
}

func TestUnknownPropertyIsNamedByPath(t *testing.T) {
	t.Parallel()
	body := `{"properties":{"subnets":[{"colour":"red"}]}}`
	got := withGroup(t).do(t, "PUT", networkPath+version, body)
	failure := got.body["error"].(map[string]any)
	if target := failure["target"]; target != "properties.subnets[0].colour" {
		t.Errorf("error %v has target %v", failure, target)
	}
}

func TestRequestWithoutToken(t *testing.T) {
	t.Parallel()
	r := request(t, "GET", groupPath+version, "")
	r.Header.Del("Authorization")
	got := newFixture(t).send(t, r)
	if got.Code != http.StatusUnauthorized || got.code() != "AuthenticationFailed" {
		t.Errorf("answers %d %s", got.Code, got.Body)
	}
	if got.Header().Get("WWW-Authenticate") == "" {
		t.Error("has no WWW-Authenticate header")
	}
}

func TestContentTypeOtherThanJSON(t *testing.T) {
	t.Parallel()
	r := request(t, "PUT", networkPath+version, networkBody)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if got := withGroup(t).send(t, r); got.Code != http.StatusUnsupportedMediaType {
		t.Errorf("answers %d %s", got.Code, got.Body)
	}
}

func TestCommonHeaders(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	r := request(t, "GET", groupPath+version, "")
	r.Header.Set("X-Ms-Correlation-Request-Id", "mine")
	got := f.send(t, r).Header()
	if date := got.Get("Date"); date != f.clock.Now().Format(http.TimeFormat) {
		t.Errorf("Date is %q, want Azure's time", date)
	}
	if got.Get("X-Ms-Correlation-Request-Id") != "mine" || got.Get("X-Ms-Request-Id") == "" {
		t.Errorf("headers are %v", got)
	}
}

func TestLifeOfAResource(t *testing.T) {
	t.Parallel()
	f := withGroup(t)

	created := f.do(t, "PUT", networkPath+version, networkBody)
	if created.Code != http.StatusCreated {
		t.Fatalf("create answers %d %s", created.Code, created.Body)
	}
	if state := created.body["properties"].(map[string]any)["provisioningState"]; state == "Succeeded" {
		t.Error("create answers a terminal state")
	}
	f.finish(t, created, "Azure-AsyncOperation")

	updated := f.do(t, "PUT", networkPath+version, networkBody)
	if updated.Code != http.StatusOK {
		t.Errorf("update answers %d %s", updated.Code, updated.Body)
	}
	f.clock.add(time.Hour)

	deleted := f.do(t, "DELETE", networkPath+version, "")
	if deleted.Code != http.StatusAccepted || deleted.Body.Len() > 0 {
		t.Errorf("delete answers %d %s", deleted.Code, deleted.Body)
	}
	if early := f.follow(t, deleted, "Location"); early.Code != http.StatusAccepted {
		t.Errorf("location answers %d before the end", early.Code)
	}
	f.finish(t, deleted, "Azure-AsyncOperation")
	if late := f.follow(t, deleted, "Location"); late.Code != http.StatusNoContent {
		t.Errorf("location answers %d at the end", late.Code)
	}
	if again := f.do(t, "DELETE", networkPath+version, ""); again.Code != http.StatusNoContent {
		t.Errorf("delete of nothing answers %d", again.Code)
	}
}

// follow gets the address in a header of an answer.
func (f fixture) follow(t *testing.T, answer reply, header string) reply {
	t.Helper()
	u, err := url.Parse(answer.Header().Get(header))
	if err != nil || u.Host == "" {
		t.Fatalf("header %s is %q: %v", header, answer.Header().Get(header), err)
	}
	return f.must(t, "GET", u.RequestURI(), "")
}

// finish sees an operation in progress, lets it end and sees that too.
func (f fixture) finish(t *testing.T, answer reply, header string) {
	t.Helper()
	early := f.follow(t, answer, header)
	if early.body["status"] != "InProgress" || early.Header().Get("Retry-After") == "" {
		t.Errorf("operation is %v with %v", early.body, early.Header())
	}
	f.clock.add(time.Hour)
	late := f.follow(t, answer, header)
	if late.body["status"] != "Succeeded" || late.Header().Get("Retry-After") != "" {
		t.Errorf("operation is %v with %v", late.body, late.Header())
	}
}

func TestWaitingTimesAreOurs(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	registry := groupPath + "/providers/Microsoft.ContainerRegistry/registries/imagehub"
	created := f.must(t, "PUT", registry+version, `{"location":"koreacentral","sku":{"name":"Premium"}}`)
	// A registry takes tens of seconds of Azure's time; at sixty times our speed that is under a second.
	if got := created.Header().Get("Retry-After"); got != "1" {
		t.Errorf("Retry-After is %q", got)
	}
	var ms int
	_, err := fmt.Sscan(created.Header().Get("X-Ms-Retry-After-Ms"), &ms)
	if err != nil || ms < 20 || ms > 1000 {
		t.Errorf("x-ms-retry-after-ms is %d: %v", ms, err)
	}
}

func TestHead(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	for path, want := range map[string]int{groupPath: 204, networkPath: 404} {
		if got := f.do(t, "HEAD", path+version, ""); got.Code != want || got.Body.Len() > 0 {
			t.Errorf("HEAD %s answers %d %s", path, got.Code, got.Body)
		}
	}
}

func TestPaging(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	groups := "/subscriptions/" + subscription + "/resourceGroups"
	const total = 205
	for i := range total {
		f.must(t, "PUT", fmt.Sprintf("%s/g%03d%s", groups, i, version), `{"location":"koreacentral"}`)
	}
	seen := map[any]bool{}
	pages := 0
	for next := groups + version; next != ""; pages++ {
		page := f.must(t, "GET", next, "")
		for _, item := range page.body["value"].([]any) {
			seen[item.(map[string]any)["name"]] = true
		}
		next, _ = page.body["nextLink"].(string)
	}
	if len(seen) != total || pages != 3 {
		t.Errorf("%d groups on %d pages, want %d on 3", len(seen), pages, total)
	}
	if got := f.do(t, "GET", groups+version+"&$skiptoken=x", ""); got.code() != "InvalidSkipToken" {
		t.Errorf("odd skip token answers %d %s", got.Code, got.Body)
	}
}

func TestFailedOperation(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	group := groupPath + "/providers/Microsoft.ContainerInstance/containerGroups/job"
	created := f.must(t, "PUT", group+version, `{
		"location": "koreacentral",
		"properties": {"osType": "Linux", "containers": [{"name": "job", "properties": {
			"image": "nobody.azurecr.io/job:1", "resources": {"requests": {"cpu": 1, "memoryInGB": 1}}
		}}]}
	}`)
	f.clock.add(time.Hour)
	status := f.follow(t, created, "Azure-AsyncOperation")
	if status.body["status"] != "Failed" || status.code() != "InaccessibleImage" {
		t.Errorf("operation is %s", status.Body)
	}
	location := strings.Replace(created.Header().Get("Azure-AsyncOperation"),
		"operationStatuses", "operationResults", 1)
	if result := f.do(t, "GET", location, ""); result.Code < 400 || result.code() != "InaccessibleImage" {
		t.Errorf("its result answers %d %s", result.Code, result.Body)
	}
	if unknown := f.do(t, "GET", strings.Replace(location, "?", "x?", 1), ""); unknown.Code != 404 {
		t.Errorf("no operation answers %d %s", unknown.Code, unknown.Body)
	}
}

func TestPatchMerges(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	f.must(t, "PATCH", groupPath+version, `{"tags":{"team":"hub"}}`)
	got := f.must(t, "GET", groupPath+version, "")
	tags, _ := got.body["tags"].(map[string]any)
	if tags["team"] != "hub" || got.body["location"] != "koreacentral" {
		t.Errorf("group is %s", got.Body)
	}
}

func TestActions(t *testing.T) {
	t.Parallel()
	f := withGroup(t)
	registry := groupPath + "/providers/Microsoft.ContainerRegistry/registries/imagehub"
	f.must(t, "PUT", registry+version, `{"location":"koreacentral","sku":{"name":"Premium"}}`)
	f.clock.add(time.Hour)
	body := `{
		"source": {"registryUri": "mcr.microsoft.com", "sourceImage": "azuredocs/aci-helloworld:latest"},
		"targetTags": ["hello:1"]
	}`
	imported := f.must(t, "POST", registry+"/importImage"+version, body)
	if imported.Code != http.StatusAccepted || imported.Header().Get("Location") == "" {
		t.Errorf("import answers %d with %v", imported.Code, imported.Header())
	}
	f.finish(t, imported, "Azure-AsyncOperation")
	for target, want := range map[string]int{
		"/importImage":     400, // No body: no source.
		"/listCredentials": 400, // No admin user.
		"/doWonders":       404,
	} {
		if got := f.do(t, "POST", registry+target+version, ""); got.Code != want || got.code() == "" {
			t.Errorf("POST %s answers %d %s, want %d", target, got.Code, got.Body, want)
		}
	}
}
