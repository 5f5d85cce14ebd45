package clients_test

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
)

const (
	region    = "koreacentral"
	group     = "hub"
	groupID   = "/subscriptions/" + azuresim.SubscriptionID + "/resourceGroups/" + group
	providers = groupID + "/providers/"

	vnetID     = providers + "Microsoft.Network/virtualNetworks/net"
	subnetID   = vnetID + "/subnets/endpoints"
	zoneName   = "privatelink.azurecr.io"
	zoneID     = providers + "Microsoft.Network/privateDnsZones/" + zoneName
	registryID = providers + "Microsoft.ContainerRegistry/registries/imagehub"
	endpointID = providers + "Microsoft.Network/privateEndpoints/login"
	identityID = providers + "Microsoft.ManagedIdentity/userAssignedIdentities/puller"
	envID      = providers + "Microsoft.App/managedEnvironments/env"

	// image is one of those that simulated Azure has in Microsoft's own registry.
	image = "mcr.microsoft.com/azuredocs/aci-helloworld:latest"
)

// scale makes an hour of Azure a tenth of a second.
const scale = 36000

// azure is a simulation with what a client of the SDK needs to reach it.
type azure struct {
	*azuresim.Azure

	credential azcore.TokenCredential
	options    *arm.ClientOptions
}

// start runs a simulation that has the resource group, and signs in.
func start(t *testing.T) azure {
	t.Helper()
	options := world.Options{Scale: scale, DataGroupDelay: -1}
	sim, err := azuresim.Start(t.Context(), azuresim.Options{World: options})
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: sim.CertPool(), MinVersion: tls.VersionTLS12},
	}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = sim.Close()
	})
	shared := policy.ClientOptions{
		Transport: &http.Client{Transport: transport},
		Cloud: cloud.Configuration{
			ActiveDirectoryAuthorityHost: sim.URL(),
			Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
				cloud.ResourceManager: {Endpoint: sim.URL(), Audience: sim.URL()},
			},
		},
	}
	credential, err := azidentity.NewClientSecretCredential(azuresim.TenantID, azuresim.ClientID,
		azuresim.ClientSecret, &azidentity.ClientSecretCredentialOptions{
			ClientOptions: shared, DisableInstanceDiscovery: true,
		})
	if err != nil {
		t.Fatal(err)
	}
	a := azure{sim, credential, &arm.ClientOptions{ClientOptions: shared}}
	_, err = client(t, a, armresources.NewResourceGroupsClient).CreateOrUpdate(t.Context(), group,
		armresources.ResourceGroup{Location: to.Ptr(region)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// client makes a client with one of the SDK's constructors.
func client[C any](
	t *testing.T, a azure, build func(string, azcore.TokenCredential, *arm.ClientOptions) (*C, error),
) *C {
	t.Helper()
	c, err := build(azuresim.SubscriptionID, a.credential, a.options)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// operation is what a call of the SDK has begun, if it has.
type operation[R any] struct {
	poller *runtime.Poller[R]
	err    error
}

// begun takes the results of such a call.
func begun[R any](poller *runtime.Poller[R], err error) operation[R] {
	return operation[R]{poller, err}
}

// done waits for the operation's end.
func (o operation[R]) done(ctx context.Context) (R, error) {
	if o.err != nil {
		var none R
		return none, o.err
	}
	return o.poller.PollUntilDone(ctx, &runtime.PollUntilDoneOptions{Frequency: time.Millisecond})
}

// listed is every item of a list, all pages of it.
func listed[R any](ctx context.Context, pager *runtime.Pager[R]) ([]map[string]any, error) {
	var items []map[string]any
	for pager.More() {
		page, err := pager.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		var values struct{ Value []map[string]any }
		if err := convert(page, &values); err != nil {
			return nil, err
		}
		items = append(items, values.Value...)
	}
	return items, nil
}

// convert goes through JSON.
func convert(from, into any) error {
	text, err := json.Marshal(from)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// has makes resources that a test takes for granted, one after the other, with the client for any type.
func (a azure) has(t *testing.T, resources ...given) {
	t.Helper()
	c := client(t, a, armresources.NewClient)
	for _, r := range resources {
		made := begun(c.BeginCreateOrUpdateByID(t.Context(), r.id, r.version, r.body, nil))
		if _, err := made.done(t.Context()); err != nil {
			t.Fatalf("making %s: %v", r.id, err)
		}
	}
}

// given is a resource with the api-version to make it with.
type given struct {
	id, version string
	body        armresources.GenericResource
}

type object = map[string]any

func generic(id, version string, properties object) given {
	return given{id, version, armresources.GenericResource{
		Location: to.Ptr(region), Properties: properties,
	}}
}

func theNetwork() given {
	return generic(vnetID, "2023-02-01", object{
		"addressSpace": object{"addressPrefixes": []string{"10.0.0.0/16"}},
		"subnets": []object{
			{"name": "endpoints", "properties": object{"addressPrefix": "10.0.1.0/24"}},
		},
	})
}

func theZone() given {
	zone := generic(zoneID, "2020-06-01", object{})
	zone.body.Location = to.Ptr("global")
	return zone
}

func theRegistry() given {
	r := generic(registryID, "2023-07-01", object{})
	r.body.SKU = &armresources.SKU{Name: to.Ptr("Premium")}
	return r
}

func theEndpoint() given {
	return generic(endpointID, "2023-02-01", object{
		"subnet": object{"id": subnetID},
		"privateLinkServiceConnections": []object{{"name": "login", "properties": object{
			"privateLinkServiceId": registryID, "groupIds": []string{"registry"},
		}}},
	})
}

func wantCode(t *testing.T, err error, status int, code string) {
	t.Helper()
	var response *azcore.ResponseError
	if !errors.As(err, &response) || response.StatusCode != status || response.ErrorCode != code {
		t.Errorf("error is %v, want %d %s", err, status, code)
	}
}

func tags(team string) map[string]*string {
	return map[string]*string{"team": to.Ptr(team)}
}

func text(value any) string {
	s, _ := value.(string)
	return s
}

// sameID compares ids as Azure does.
func sameID(a, b string) bool { return strings.EqualFold(a, b) }

func standard() *armresources.SKU { return &armresources.SKU{Name: to.Ptr("Standard")} }
