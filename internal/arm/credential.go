package arm

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
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
	// inClear says that tokens travel over plain HTTP.
	inClear bool

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
//
// Claims are Azure's challenge to a token that it has revoked before its time (Entra's continuous access
// evaluation). They have a new token fetched. The provider cannot be told of them, so when it has no other
// token the error says who has to log in.
func (c *credential) GetToken(
	ctx context.Context, options policy.TokenRequestOptions,
) (azcore.AccessToken, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	challenged := options.Claims != ""
	if !challenged && c.token.Token != "" && time.Until(c.token.ExpiresOn) > time.Minute {
		return c.token, nil
	}
	token, err := c.fetch(ctx)
	if err != nil {
		return azcore.AccessToken{}, err
	}
	if challenged && token == c.token.Token {
		return azcore.AccessToken{}, fmt.Errorf("answering Azure, which no longer accepts the azure-native "+
			"provider's token and asks for claims %s: the provider has no other token; log in again, with "+
			"the Azure CLI `az logout` and `az login`", options.Claims)
	}
	claims := readClaims(token)
	if c.inClear && !claims.madeHere() {
		return azcore.AccessToken{}, fmt.Errorf("calling a Resource Manager on this machine over plain "+
			"HTTP: the azure-native provider's token is for %q, not for simulated Azure, and is not sent in "+
			"clear; unset ARM_METADATA_HOSTNAME and azure-native:metadataHost, or log in to simulated Azure",
			claims.Audience)
	}
	c.token = azcore.AccessToken{Token: token, ExpiresOn: claims.expiry(time.Now())}
	return c.token, nil
}

// claims are what is read of a token. They are zero where the token is no JWT.
type claims struct {
	Audience string `json:"aud"`
	Expiry   int64  `json:"exp"`
}

func readClaims(token string) claims {
	var read claims
	_, rest, _ := strings.Cut(token, ".")
	payload, _, _ := strings.Cut(rest, ".")
	raw, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil || json.Unmarshal(raw, &read) != nil {
		return claims{}
	}
	return read
}

// expiry is taken to be opaqueLifetime from now where the token does not tell.
func (c claims) expiry(now time.Time) time.Time {
	if c.Expiry == 0 {
		return now.Add(opaqueLifetime)
	}
	return time.Unix(c.Expiry, 0)
}

// madeHere reports whether the token is for a Resource Manager on this machine, which only simulated Azure's
// are. That the host is this machine's is not enough: anybody's program may listen there.
func (c claims) madeHere() bool {
	audience, err := url.Parse(c.Audience)
	return err == nil && loopback(audience.Hostname())
}
