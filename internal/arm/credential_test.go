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
		if got := expiry(token, epoch); !got.Equal(want) {
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
