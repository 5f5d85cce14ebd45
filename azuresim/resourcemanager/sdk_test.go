package resourcemanager_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"

	"private-acr/azuresim/resourcemanager"
	"private-acr/azuresim/world"
)

// These tests are the Azure SDK's own clients at work over HTTPS, on a clock that makes an hour a second.

type staticToken struct{}

func (staticToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func sdkOptions(t *testing.T) *arm.ClientOptions {
	t.Helper()
	w, err := world.Open(world.Options{Scale: 3600})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	opts := account
	opts.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
	identity := newIdentity(t, t.TempDir())
	url := "https://" + listen(t, identity, resourcemanager.Handler(w, opts))
	return &arm.ClientOptions{ClientOptions: policy.ClientOptions{
		Transport: trusting(t, identity.Pool),
		Cloud: cloud.Configuration{
			ActiveDirectoryAuthorityHost: url,
			Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
				cloud.ResourceManager: {Endpoint: url, Audience: url},
			},
		},
	}}
}

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func finished[T any](t *testing.T, poller *runtime.Poller[T], err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	often := &runtime.PollUntilDoneOptions{Frequency: time.Millisecond}
	result, err := poller.PollUntilDone(t.Context(), often)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func sdkGroup(t *testing.T, opts *arm.ClientOptions) *armresources.ResourceGroupsClient {
	t.Helper()
	groups := must[*armresources.ResourceGroupsClient](t)(
		armresources.NewResourceGroupsClient(subscription, staticToken{}, opts))
	must[armresources.ResourceGroupsClientCreateOrUpdateResponse](t)(groups.CreateOrUpdate(t.Context(), "hub",
		armresources.ResourceGroup{Location: to.Ptr("koreacentral")}, nil))
	return groups
}

func TestSDKResourceGroup(t *testing.T) {
	t.Parallel()
	groups := sdkGroup(t, sdkOptions(t))
	exists := must[armresources.ResourceGroupsClientCheckExistenceResponse](t)(
		groups.CheckExistence(t.Context(), "hub", nil))
	if !exists.Success {
		t.Error("group does not exist")
	}
	deletion, err := groups.BeginDelete(t.Context(), "hub", nil)
	finished(t, deletion, err)
	exists = must[armresources.ResourceGroupsClientCheckExistenceResponse](t)(
		groups.CheckExistence(t.Context(), "hub", nil))
	if exists.Success {
		t.Error("deleted group exists")
	}
}

func TestSDKNetwork(t *testing.T) {
	t.Parallel()
	opts := sdkOptions(t)
	sdkGroup(t, opts)
	networks := must[*armnetwork.VirtualNetworksClient](t)(
		armnetwork.NewVirtualNetworksClient(subscription, staticToken{}, opts))
	creation, err := networks.BeginCreateOrUpdate(t.Context(), "hub", "net", network(), nil)
	created := finished(t, creation, err)
	if state := *created.Properties.ProvisioningState; state != armnetwork.ProvisioningStateSucceeded {
		t.Errorf("created in state %s", state)
	}
	page := must[armnetwork.VirtualNetworksClientListResponse](t)(
		networks.NewListPager("hub", nil).NextPage(t.Context()))
	if len(page.Value) != 1 || *page.Value[0].Name != "net" {
		t.Errorf("lists %v", page.Value)
	}
	change, err := networks.BeginCreateOrUpdate(t.Context(), "hub", "net", network(), nil)
	finished(t, change, err)
	deletion, err := networks.BeginDelete(t.Context(), "hub", "net", nil)
	finished(t, deletion, err)
	_, err = networks.Get(t.Context(), "hub", "net", nil)
	wantCode(t, err, http.StatusNotFound, "ResourceNotFound")
}

func network() armnetwork.VirtualNetwork {
	return armnetwork.VirtualNetwork{
		Location: to.Ptr("koreacentral"),
		Properties: &armnetwork.VirtualNetworkPropertiesFormat{
			AddressSpace: &armnetwork.AddressSpace{AddressPrefixes: []*string{to.Ptr("10.0.0.0/16")}},
		},
	}
}

func wantCode(t *testing.T, err error, status int, code string) {
	t.Helper()
	var response *azcore.ResponseError
	if !errors.As(err, &response) || response.StatusCode != status || response.ErrorCode != code {
		t.Errorf("error is %v, want %d %s", err, status, code)
	}
}

func TestSDKRegistry(t *testing.T) {
	t.Parallel()
	opts := sdkOptions(t)
	sdkGroup(t, opts)
	registries := must[*armcontainerregistry.RegistriesClient](t)(
		armcontainerregistry.NewRegistriesClient(subscription, staticToken{}, opts))
	creation, err := registries.BeginCreate(t.Context(), "hub", "imagehub", armcontainerregistry.Registry{
		Location: to.Ptr("koreacentral"),
		SKU:      &armcontainerregistry.SKU{Name: to.Ptr(armcontainerregistry.SKUNamePremium)},
	}, nil)
	created := finished(t, creation, err)
	if host := *created.Properties.LoginServer; host != "imagehub.azurecr.io" {
		t.Errorf("login server is %s", host)
	}
	page := must[armcontainerregistry.RegistriesClientListPrivateLinkResourcesResponse](t)(
		registries.NewListPrivateLinkResourcesPager("hub", "imagehub", nil).NextPage(t.Context()))
	if len(page.Value) == 0 || *page.Value[0].Properties.GroupID != "registry" {
		t.Errorf("private link resources are %v", page.Value)
	}
	hello := image("azuredocs/aci-helloworld:latest")
	imports, err := registries.BeginImportImage(t.Context(), "hub", "imagehub", hello, nil)
	finished(t, imports, err)
}

func image(source string) armcontainerregistry.ImportImageParameters {
	return armcontainerregistry.ImportImageParameters{
		Source: &armcontainerregistry.ImportSource{
			RegistryURI: to.Ptr("mcr.microsoft.com"), SourceImage: to.Ptr(source),
		},
		TargetTags: []*string{to.Ptr("hello:1")},
	}
}

func TestSDKErrors(t *testing.T) {
	t.Parallel()
	opts := sdkOptions(t)
	networks := must[*armnetwork.VirtualNetworksClient](t)(
		armnetwork.NewVirtualNetworksClient(subscription, staticToken{}, opts))
	_, err := networks.BeginCreateOrUpdate(t.Context(), "none", "net", network(), nil)
	wantCode(t, err, http.StatusNotFound, "ResourceGroupNotFound")
}
