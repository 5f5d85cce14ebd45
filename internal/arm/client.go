package arm

import (
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	azarm "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// DefaultResourceManager is the Resource Manager of Azure's public cloud.
const DefaultResourceManager = "https://management.azure.com"

// Client calls one Resource Manager. It is safe for concurrent use.
type Client struct {
	credential azcore.TokenCredential
	options    *azarm.ClientOptions
}

// New returns a client of the Resource Manager at the given URL, empty for DefaultResourceManager. The
// options decide which provider's login is used: pass pulumi.Parent of the calling component, else it is
// the default provider's. Nothing is called before the client's first use.
//
// A URL without TLS is refused unless its host is this machine, because a token would travel in clear. Even
// there, only a token of simulated Azure is sent.
func New(ctx *pulumi.Context, resourceManager string, opts ...pulumi.InvokeOption) (*Client, error) {
	return newClient(resourceManager, providerCredential(ctx, opts...))
}

func newClient(resourceManager string, credential *credential) (*Client, error) {
	if resourceManager == "" {
		resourceManager = DefaultResourceManager
	}
	insecure, err := checkURL(resourceManager)
	if err != nil {
		return nil, fmt.Errorf("using resource manager %q: %w", resourceManager, err)
	}
	credential.inClear = insecure
	return &Client{credential: credential, options: clientOptions(resourceManager, insecure)}, nil
}

// checkURL reports whether the URL lacks TLS, which only a loopback host may.
func checkURL(resourceManager string) (insecure bool, err error) {
	u, err := url.Parse(resourceManager)
	switch {
	case err != nil:
		return false, err
	case u.Host == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return false, fmt.Errorf("want a URL like %q", DefaultResourceManager)
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return false, fmt.Errorf("host %q is not this machine, and a token must not leave it "+
			"over plain HTTP; use https", u.Hostname())
	}
	return u.Scheme == "http", nil
}

func loopback(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

func clientOptions(resourceManager string, insecure bool) *azarm.ClientOptions {
	return &azarm.ClientOptions{
		// Registering a resource provider would change the subscription, which is not for a read to do.
		DisableRPRegistration: true,
		ClientOptions: policy.ClientOptions{
			Cloud: cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
				cloud.ResourceManager: {Endpoint: resourceManager, Audience: resourceManager},
			}},
			InsecureAllowCredentialWithHTTP: insecure,
			Telemetry:                       policy.TelemetryOptions{ApplicationID: "private-acr"},
			Retry: policy.RetryOptions{
				RetryDelay: time.Second, MaxRetryDelay: 20 * time.Second,
				// Without it a connection that hangs would outlast every gate's deadline.
				TryTimeout: time.Minute,
			},
		},
	}
}
