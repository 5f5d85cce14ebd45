package arm

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/arm/armtest"
)

func jwt(claims string) string {
	return "header." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".signature"
}

func TestExpiry(t *testing.T) {
	t.Parallel()
	tests := map[string]time.Time{
		jwt(`{"exp": 1767326645}`):           time.Unix(1767326645, 0),
		jwt(`{"aud": "x"}`):                  epoch.Add(opaqueLifetime),
		jwt(`not JSON`):                      epoch.Add(opaqueLifetime),
		"opaque":                             epoch.Add(opaqueLifetime),
		"":                                   epoch.Add(opaqueLifetime),
		"a.%%%.c":                            epoch.Add(opaqueLifetime),
		jwt(`{"exp": "tomorrow"}`) + ".more": epoch.Add(opaqueLifetime),
	}
	for token, want := range tests {
		if got := readClaims(token).expiry(epoch); !got.Equal(want) {
			t.Errorf("expiry(%q) = %s, want %s", token, got, want)
		}
	}
}

func TestCredentialKeepsATokenUntilItExpires(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		lifetime time.Duration
		fetches  int
	}{
		"valid":    {time.Hour, 1},
		"expiring": {30 * time.Second, 3},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fetches := 0
			c := &credential{fetch: func(context.Context) (string, error) {
				fetches++
				return jwt(fmt.Sprintf(`{"exp": %d}`, time.Now().Add(test.lifetime).Unix())), nil
			}}
			for range 3 {
				if _, err := c.GetToken(t.Context(), policy.TokenRequestOptions{}); err != nil {
					t.Fatal(err)
				}
			}
			if fetches != test.fetches {
				t.Errorf("%d fetches, want %d", fetches, test.fetches)
			}
		})
	}
}

// TestTokenInClear sends a token over plain HTTP to this machine only where simulated Azure has made it:
// anybody's program may listen there.
func TestTokenInClear(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		token string
		sent  bool
	}{
		"simulated Azure's":   {jwt(`{"aud": "http://127.0.0.1:8080"}`), true},
		"its, by HTTPS":       {jwt(`{"aud": "https://localhost:8080/"}`), true},
		"the public cloud's":  {jwt(`{"aud": "https://management.azure.com"}`), false},
		"another machine's":   {jwt(`{"aud": "https://127.0.0.1.example.com"}`), false},
		"of a client id":      {jwt(`{"aud": "797f4846-ba00-4fd7-ba43-dac1f8f63013"}`), false},
		"without an audience": {jwt(`{}`), false},
		"opaque":              {"opaque", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fetch := func(context.Context) (string, error) { return test.token, nil }
			client, err := newClient("http://127.0.0.1:1", &credential{fetch: fetch})
			if err != nil {
				t.Fatal(err)
			}
			_, err = client.credential.GetToken(t.Context(), policy.TokenRequestOptions{})
			if (err == nil) != test.sent {
				t.Errorf("error = %v", err)
			}
			if err != nil && strings.Contains(err.Error(), test.token) {
				t.Errorf("the error tells the token: %v", err)
			}
		})
	}
}

// TestChallengedToken answers Azure, which revokes tokens before their time, with a new one.
func TestChallengedToken(t *testing.T) {
	t.Parallel()
	const challenge = `{"access_token":{"nbf":{"essential":true,"value":"1726077595"}}}`
	tokens := []string{"first", "second", "second"}
	c := &credential{fetch: func(context.Context) (string, error) {
		token := jwt(`{"exp": 99999999999, "jti": "` + tokens[0] + `"}`)
		tokens = tokens[1:]
		return token, nil
	}}
	first, err := c.GetToken(t.Context(), policy.TokenRequestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.GetToken(t.Context(), policy.TokenRequestOptions{Claims: challenge})
	if err != nil || second.Token == first.Token {
		t.Fatalf("token %q, %v", second.Token, err)
	}
	_, err = c.GetToken(t.Context(), policy.TokenRequestOptions{Claims: challenge})
	if err == nil || !strings.Contains(err.Error(), "az login") || !strings.Contains(err.Error(), challenge) {
		t.Errorf("error = %v", err)
	}
}

func TestCredentialReportsItsFailure(t *testing.T) {
	t.Parallel()
	refused := errors.New("refused")
	fetch := func(context.Context) (string, error) { return "", refused }
	client, err := newClient("http://127.0.0.1:1", &credential{fetch: fetch})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.PrivateLinkGroups(t.Context(), registryID); !errors.Is(err, refused) {
		t.Errorf("error = %v", err)
	}
}

// provider is a mocked azure-native provider that has a login, or none.
type provider struct{ token string }

func (p provider) Call(args pulumi.MockCallArgs) (resource.PropertyMap, error) {
	if args.Token != "azure-native:authorization:getClientToken" {
		return nil, fmt.Errorf("unexpected function %q", args.Token)
	}
	return resource.PropertyMap{"token": resource.NewProperty(p.token)}, nil
}

func (provider) NewResource(pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	return "id", nil, nil
}

func TestNewUsesTheProvidersLogin(t *testing.T) {
	t.Parallel()
	server := armtest.NewServer(t, time.Now)
	server.On("GET "+zoneGroupID, armtest.Always(armtest.Records(nil)))
	read := func(ctx *pulumi.Context) error {
		client, err := New(ctx, server.URL)
		if err != nil {
			return err
		}
		_, err = client.ZoneGroupRecords(ctx.Context(), zoneGroupID)
		return err
	}
	if err := pulumi.RunErr(read, pulumi.WithMocks("p", "s", provider{token: armtest.Token})); err != nil {
		t.Error(err)
	}
	err := pulumi.RunErr(read, pulumi.WithMocks("p", "s", provider{}))
	if err == nil || !strings.Contains(err.Error(), "gave none") {
		t.Errorf("error = %v", err)
	}
}
