package arm

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/pulumi/pulumi-azure-native-sdk/authorization/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"
)

// opaqueLifetime is how long a token is used whose expiry cannot be read. Azure's tokens live for an hour
// or more; asking again is cheap.
const opaqueLifetime = 5 * time.Minute

// credential is an azcore.TokenCredential over a function that fetches a token. It keeps one token, because
// every client of the Azure SDK has a cache of its own and would fetch again.
type credential struct {
	fetch func(context.Context) (string, error)

	mu    sync.Mutex
	token azcore.AccessToken
}

// providerCredential takes its tokens from the azure-native provider's own login.
func providerCredential(ctx *pulumi.Context, opts ...pulumi.InvokeOption) *credential {
	return &credential{fetch: func(call context.Context) (string, error) {
		// Not the plain form, which refuses a token that the provider marks as a secret.
		asked := authorization.GetClientTokenOutput(ctx, authorization.GetClientTokenOutputArgs{}, opts...)
		answer, err := internals.UnsafeAwaitOutput(call, asked.Token())
		if err != nil {
			return "", fmt.Errorf("asking the azure-native provider for its token: %w", err)
		}
		token, _ := answer.Value.(string)
		if token == "" {
			return "", errors.New("asking the azure-native provider for its token: it gave none")
		}
		return token, nil
	}}
}

// GetToken returns the kept token, or fetches one when less than a minute of it is left. The scopes asked
// for are not used: the provider's token is for its Resource Manager, the only one a Client calls.
func (c *credential) GetToken(ctx context.Context, _ policy.TokenRequestOptions) (azcore.AccessToken, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token.Token != "" && time.Until(c.token.ExpiresOn) > time.Minute {
		return c.token, nil
	}
	token, err := c.fetch(ctx)
	if err != nil {
		return azcore.AccessToken{}, err
	}
	c.token = azcore.AccessToken{Token: token, ExpiresOn: expiry(token, time.Now())}
	return c.token, nil
}

// expiry reads the exp claim of a JWT. Any other token is taken to expire opaqueLifetime from now.
func expiry(token string, now time.Time) time.Time {
	var claims struct {
		Expiry int64 `json:"exp"`
	}
	_, rest, _ := strings.Cut(token, ".")
	payload, _, _ := strings.Cut(rest, ".")
	raw, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil || json.Unmarshal(raw, &claims) != nil || claims.Expiry == 0 {
		return now.Add(opaqueLifetime)
	}
	return time.Unix(claims.Expiry, 0)
}
