package resourcemanager

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// tokenLife is how long Azure's own tokens for a service principal live, less the second it subtracts.
const tokenLife = 3599 * time.Second

// signInError is the error of the sign-in service, which has a form of its own (OAuth 2.0, RFC 6749 §5.2).
type signInError struct {
	status int

	Code        string `json:"error"`
	Description string `json:"error_description"`
}

// Error makes signInError an error.
func (e *signInError) Error() string { return e.Code + ": " + e.Description }

// token signs the simulated service principal in with its client secret.
func (s *server) token(r *http.Request) (answer, error) {
	if err := s.authorize(r); err != nil {
		return answer{}, err
	}
	token, err := s.AccessToken(base(r))
	return answer{status: http.StatusOK, body: map[string]any{
		"token_type": "Bearer", "access_token": token,
		"expires_in": int(tokenLife.Seconds()), "ext_expires_in": int(tokenLife.Seconds()),
	}}, err
}

// oldToken does the same for clients of the first version of the sign-in service, which name a resource in
// place of scopes and read numbers as text.
func (s *server) oldToken(r *http.Request) (answer, error) {
	if err := s.authorize(r); err != nil {
		return answer{}, err
	}
	now := time.Now()
	token, err := s.AccessToken(base(r))
	return answer{status: http.StatusOK, body: map[string]any{
		"token_type": "Bearer", "access_token": token, "resource": r.PostFormValue("resource"),
		"expires_in": strconv.Itoa(int(tokenLife.Seconds())),
		"not_before": strconv.FormatInt(now.Unix(), 10),
		"expires_on": strconv.FormatInt(now.Add(tokenLife).Unix(), 10),
	}}, err
}

// signingKeys are none: see AccessToken.
func (*server) signingKeys(*http.Request) (answer, error) {
	return answer{status: http.StatusOK, body: map[string]any{"keys": []any{}}}, nil
}

// authorize refuses every account but the simulated one.
func (s *server) authorize(r *http.Request) error {
	r.Body = http.MaxBytesReader(nil, r.Body, maxBody)
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	if grant := r.PostFormValue("grant_type"); grant != "client_credentials" {
		return &signInError{
			http.StatusBadRequest, "unsupported_grant_type",
			"AADSTS70003: The app requested an unsupported grant type '" + grant + "'.",
		}
	}
	if id != s.ClientID {
		return &signInError{
			http.StatusBadRequest, "unauthorized_client",
			"AADSTS700016: Application with identifier '" + id + "' was not found in the directory.",
		}
	}
	if subtle.ConstantTimeCompare([]byte(secret), []byte(s.ClientSecret)) == 0 {
		return &signInError{
			http.StatusUnauthorized, "invalid_client",
			"AADSTS7000215: Invalid client secret provided.",
		}
	}
	return nil
}

// claims are what clients read in a token. Times are ours, because clients compare them with their own clock.
type claims struct {
	Audience string `json:"aud"`
	Issuer   string `json:"iss"`
	TenantID string `json:"tid"`
	ObjectID string `json:"oid"`
	ClientID string `json:"appid"`
	IssuedAt int64  `json:"iat"`
	From     int64  `json:"nbf"`
	Until    int64  `json:"exp"`
}

// AccessToken is a token of the simulated account for an audience, the URL of Resource Manager. It has the
// form of a signed token with no signature behind it: nothing here needs to trust it, and the audience tells
// others that it opens this simulation alone.
func (o Options) AccessToken(audience string) (string, error) {
	now := time.Now()
	content, err := json.Marshal(claims{
		Audience: audience, Issuer: audience + "/" + o.TenantID + "/", TenantID: o.TenantID,
		ObjectID: o.ObjectID, ClientID: o.ClientID, IssuedAt: now.Unix(), From: now.Unix(),
		Until: now.Add(tokenLife).Unix(),
	})
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"typ":"JWT","alg":"none"}`)) + "." + part(content) + ".", err
}

// openID is the discovery document of the sign-in service.
func (s *server) openID(r *http.Request) (answer, error) {
	tenant := base(r) + "/" + r.PathValue("tenant")
	body := discovery(tenant+"/v2.0", tenant, "/oauth2/v2.0", "/discovery/v2.0")
	return answer{status: http.StatusOK, body: body}, nil
}

// openIDOfADFS is that of Active Directory Federation Services, where an Azure without Entra signs in. To a
// client it is the one authority that nobody but itself has to vouch for: MSAL asks login.microsoftonline.com
// about every other host. An Azure CLI before core.instance_discovery has no other way in.
func (s *server) openIDOfADFS(r *http.Request) (answer, error) {
	service := base(r) + "/adfs"
	return answer{status: http.StatusOK, body: discovery(service, service, "/oauth2", "/discovery")}, nil
}

func discovery(issuer, service, oauth, keys string) map[string]any {
	return map[string]any{
		"issuer":                                issuer,
		"token_endpoint":                        service + oauth + "/token",
		"authorization_endpoint":                service + oauth + "/authorize",
		"device_authorization_endpoint":         service + oauth + "/devicecode",
		"jwks_uri":                              service + keys + "/keys",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "client_secret_basic"},
		"response_types_supported":              []string{"token"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"tenant_region_scope":                   "",
	}
}
