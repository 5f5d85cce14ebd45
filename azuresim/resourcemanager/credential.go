package resourcemanager

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Credential makes tokens of the simulated account for clients in this process, which need not sign in.
type Credential struct {
	Account Options
	// Audience is the URL of Resource Manager.
	Audience string
}

var _ azcore.TokenCredential = Credential{}

// GetToken makes a token for the audience, whatever scopes are asked for.
func (c Credential) GetToken(
	context.Context, policy.TokenRequestOptions,
) (azcore.AccessToken, error) {
	token, err := c.Account.AccessToken(c.Audience)
	return azcore.AccessToken{Token: token, ExpiresOn: time.Now().Add(tokenLife)}, err
}
