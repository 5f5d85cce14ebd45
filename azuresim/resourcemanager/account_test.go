package resourcemanager_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestAccountLevel(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const mine = "/subscriptions/" + subscription
	for path, want := range map[string]string{
		"/tenants":                               `"tenantId":"` + account.TenantID,
		"/subscriptions":                         `"subscriptionId":"` + subscription,
		"/providers/Microsoft.ContainerRegistry": `"resourceType":"registries"`,
		mine:                                     `"state":"Enabled"`,
		mine + "/providers":                      `"namespace":"Microsoft.Network"`,
		mine + "/providers/microsoft.network":    `"registrationState":"Registered"`,
		mine + "/resources":                      `"value":[]`,
		mine + "/resourcegroups":                 `"value":[]`,
		mine + "/providers/Microsoft.Network/natGateways": `"value":[]`,
	} {
		if got := f.must(t, "GET", path+version, ""); !strings.Contains(got.Body.String(), want) {
			t.Errorf("GET %s answers %s, want %s in it", path, got.Body, want)
		}
	}
}

func TestRegisteringANamespace(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	path := "/subscriptions/" + subscription + "/providers/"
	got := f.must(t, "POST", path+"Microsoft.ContainerRegistry/register"+version, "")
	if got.body["registrationState"] != "Registered" {
		t.Errorf("answers %s", got.Body)
	}
	if got := f.do(t, "POST", path+"Nobody.Knows/register"+version, ""); got.Code != http.StatusNotFound {
		t.Errorf("unknown namespace answers %d %s", got.Code, got.Body)
	}
	got = f.do(t, "DELETE", "/subscriptions/"+subscription+version, "")
	if got.Code != http.StatusMethodNotAllowed {
		t.Errorf("deleting the subscription answers %d %s", got.Code, got.Body)
	}
}

func TestMetadataShapes(t *testing.T) {
	t.Parallel()
	type cloud struct {
		Name, ResourceManager, GraphEndpoint string
		Authentication                       struct{ LoginEndpoint string }
		Suffixes                             struct{ AcrLoginServer string }
	}
	get := func(t *testing.T, version string, into any) {
		t.Helper()
		r := request(t, "GET", "http://127.0.0.1:1/metadata/endpoints?api-version="+version, "")
		r.Header.Del("Authorization")
		if err := json.Unmarshal(newFixture(t).send(t, r).Body.Bytes(), into); err != nil {
			t.Fatalf("reading version %s: %v", version, err)
		}
	}
	check := func(t *testing.T, c cloud) {
		t.Helper()
		const here = "http://127.0.0.1:1/"
		if c.Name != "AzureCloud" || c.ResourceManager != here ||
			c.Authentication.LoginEndpoint != here || c.Suffixes.AcrLoginServer != "azurecr.io" {
			t.Errorf("cloud is %+v", c)
		}
	}
	var flat, single cloud
	var several []cloud
	get(t, "2015-01-01", &flat)
	get(t, "2019-05-01", &several)
	get(t, "2022-09-01", &single)
	if flat.GraphEndpoint == "" || flat.Authentication.LoginEndpoint != "http://127.0.0.1:1/" {
		t.Errorf("old shape is %+v", flat)
	}
	if len(several) != 1 {
		t.Fatalf("lists %d clouds", len(several))
	}
	check(t, several[0])
	check(t, single)
}

func signIn(t *testing.T, form url.Values) reply {
	t.Helper()
	r := request(t, "POST", "/"+account.TenantID+"/oauth2/v2.0/token", form.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return newFixture(t).send(t, r)
}

func credentials(with ...string) url.Values {
	form := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {account.ClientID},
		"client_secret": {account.ClientSecret}, "scope": {"https://management.azure.com/.default"},
	}
	for i := 0; i < len(with); i += 2 {
		form.Set(with[i], with[i+1])
	}
	return form
}

func TestSigningIn(t *testing.T) {
	t.Parallel()
	got := signIn(t, credentials())
	token, _ := got.body["access_token"].(string)
	parts := strings.Split(token, ".")
	if got.Code != http.StatusOK || len(parts) != 3 {
		t.Fatalf("answers %d %s", got.Code, got.Body)
	}
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || !strings.Contains(string(claims), `"oid":"`+account.ObjectID+`"`) {
		t.Errorf("claims are %s: %v", claims, err)
	}
}

func TestSigningInWrongly(t *testing.T) {
	t.Parallel()
	for want, form := range map[string]url.Values{
		"invalid_client":         credentials("client_secret", "guess"),
		"unauthorized_client":    credentials("client_id", "somebody"),
		"unsupported_grant_type": credentials("grant_type", "password"),
	} {
		if got := signIn(t, form); got.Code < 400 || got.body["error"] != want {
			t.Errorf("answers %d %s, want %s", got.Code, got.Body, want)
		}
	}
}

func TestOpenIDDiscovery(t *testing.T) {
	t.Parallel()
	r := request(t, "GET", "https://127.0.0.1:1/t1/v2.0/.well-known/openid-configuration", "")
	got := newFixture(t).send(t, r)
	if got.body["token_endpoint"] != "https://127.0.0.1:1/t1/oauth2/v2.0/token" {
		t.Errorf("answers %d %s", got.Code, got.Body)
	}
}

// TestOpenIDDiscoveryOfADFS leads to a token by the addresses of Active Directory Federation Services.
func TestOpenIDDiscoveryOfADFS(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	r := request(t, "GET", "https://127.0.0.1:1/adfs/.well-known/openid-configuration", "")
	endpoint, _ := f.send(t, r).body["token_endpoint"].(string)
	r = request(t, "POST", endpoint, credentials("", "").Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if got := f.send(t, r); got.Code != http.StatusOK || got.body["access_token"] == nil {
		t.Errorf("%s answers %d %s", endpoint, got.Code, got.Body)
	}
}
