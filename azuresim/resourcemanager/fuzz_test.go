package resourcemanager_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"private-acr/azuresim/resourcemanager"
	"private-acr/azuresim/world"
)

// fuzzed are the resources that a body may be put to, one of each kind that reads bodies its own way.
var fuzzed = []string{
	"",
	"/providers/Microsoft.Network/virtualNetworks/net",
	"/providers/Microsoft.Network/virtualNetworks/net/subnets/apps",
	"/providers/Microsoft.Network/publicIPAddresses/out",
	"/providers/Microsoft.Network/natGateways/nat",
	"/providers/Microsoft.Network/privateEndpoints/login",
	"/providers/Microsoft.Network/privateEndpoints/login/privateDnsZoneGroups/default",
	"/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io",
	"/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io/A/www",
	"/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io/virtualNetworkLinks/hub",
	"/providers/Microsoft.ContainerRegistry/registries/imagehub",
	"/providers/Microsoft.ContainerRegistry/registries/imagehub/replications/westeurope",
	"/providers/Microsoft.ContainerRegistry/registries/imagehub/importImage",
	"/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller",
	"/providers/Microsoft.Authorization/roleAssignments/0b1f6b52-5c0e-4a53-8f1d-3b7c6a107a0e",
	"/providers/Microsoft.App/managedEnvironments/env",
	"/providers/Microsoft.App/containerApps/web",
	"/providers/Microsoft.ContainerInstance/containerGroups/job",
	"/providers/Microsoft.OperationalInsights/workspaces/logs",
	"/providers/Microsoft.KeyVault/vaults/hub-vault",
}

var fuzzedMethods = []string{http.MethodPut, http.MethodPatch, http.MethodPost}

// bench is a handler over a world of its own, for what has no *testing.T.
func bench(tb testing.TB) (http.Handler, *handClock) {
	tb.Helper()
	clock := &handClock{now: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)}
	w, err := world.Open(world.Options{Clock: clock, Scale: 60})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = w.Close() })
	return resourcemanager.Handler(w, account), clock
}

// answerTo sends a request in process and fails the test if the answer is a fault of the simulation.
func answerTo(tb testing.TB, h http.Handler, method, path, body string) *httptest.ResponseRecorder {
	tb.Helper()
	u := &url.URL{Scheme: "http", Host: "127.0.0.1", Path: path, RawQuery: "api-version=2022-12-01"}
	r := httptest.NewRequestWithContext(tb.Context(), method, "http://127.0.0.1/", strings.NewReader(body))
	r.URL = u
	r.Header.Set("Authorization", "Bearer token")
	r.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	if recorder.Code >= http.StatusInternalServerError {
		tb.Fatalf("%s %s %s: %d %s", method, path, body, recorder.Code, recorder.Body)
	}
	return recorder
}

// FuzzBody sends any body to any type: a body may be refused, but it must not be too much for the simulation,
// neither when it comes nor when what it asks for comes to be, is read and is deleted.
func FuzzBody(f *testing.F) {
	f.Add(uint8(1), uint8(0), `{"location":"koreacentral","properties":{"addressSpace":null}}`)
	f.Add(uint8(0), uint8(1), `{"tags":{"a":null},"properties":[]}`)
	f.Add(uint8(2), uint8(12), `{"source":{"sourceImage":"a:b"},"targetTags":["x"]}`)
	f.Fuzz(func(t *testing.T, method, kind uint8, body string) {
		h, clock := bench(t)
		answerTo(t, h, http.MethodPut, groupPath, `{"location":"koreacentral"}`)
		for _, given := range givenBodies() {
			answerTo(t, h, http.MethodPut, groupPath+given.path, given.body)
			clock.add(time.Hour)
		}
		path := groupPath + fuzzed[int(kind)%len(fuzzed)]
		answerTo(t, h, fuzzedMethods[int(method)%len(fuzzedMethods)], path, body)
		clock.add(time.Hour)
		answerTo(t, h, http.MethodGet, path, "")
		answerTo(t, h, http.MethodGet, groupPath+"/resources", "")
		answerTo(t, h, http.MethodDelete, groupPath, "")
		clock.add(time.Hour)
		if got := answerTo(t, h, http.MethodGet, groupPath, ""); got.Code != http.StatusNotFound {
			t.Errorf("the deleted group answers %d %s", got.Code, got.Body)
		}
	})
}

type givenBody struct{ path, body string }

// givenBodies are what a fuzzed body may refer to.
func givenBodies() []givenBody {
	return []givenBody{
		{fuzzed[1], `{"location":"koreacentral","properties":{
			"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
			"subnets":[{"name":"endpoints","properties":{"addressPrefix":"10.0.1.0/24"}}]}}`},
		{fuzzed[7], `{"location":"global"}`},
		{fuzzed[10], `{"location":"koreacentral","sku":{"name":"Premium"}}`},
		{fuzzed[5], `{"location":"koreacentral","properties":{"subnet":{"id":"` + groupPath + fuzzed[1] +
			`/subnets/endpoints"},"privateLinkServiceConnections":[{"name":"login","properties":{"groupIds":
			["registry"],"privateLinkServiceId":"` + groupPath + fuzzed[10] + `"}}]}}`},
	}
}

// FuzzPath sends requests for any path, which may name anything or nothing.
func FuzzPath(f *testing.F) {
	for _, path := range fuzzed {
		f.Add(uint8(0), groupPath+path)
	}
	f.Add(uint8(1), "//subscriptions/%2f/providers/../x")
	f.Add(uint8(3), groupPath+"/providers/Microsoft.Network/privateDnsZones/z/ALL")
	f.Add(uint8(3), "/subscriptions/"+subscription+"/resources")
	methods := []string{"GET", "PUT", "DELETE", "HEAD", "PATCH", "POST"}
	f.Fuzz(func(t *testing.T, method uint8, path string) {
		h, _ := bench(t)
		answerTo(t, h, http.MethodPut, groupPath, `{"location":"koreacentral"}`)
		answerTo(t, h, methods[int(method)%len(methods)], path, `{"location":"koreacentral"}`)
	})
}
