package privatelink_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/privatelink"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

const (
	groupID     = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/rg"
	registryID  = groupID + "/providers/Microsoft.ContainerRegistry/registries/contoso"
	subnetID    = groupID + "/providers/Microsoft.Network/virtualNetworks/hub/subnets/private-endpoints"
	zoneID      = groupID + "/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io"
	loginServer = "contoso.azurecr.io"
	dataHost    = "contoso.koreacentral.data.azurecr.io"
)

func endpointArgs() *spec.PrivateEndpoint {
	return &spec.PrivateEndpoint{
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg"),
		RegistryID:        pulumi.String(registryID),
		SubnetID:          pulumi.String(subnetID),
		PrivateDNSZoneID:  pulumi.String(zoneID),
		Name:              "pe-acr-contoso",
		Tags:              spec.Tags{"team": pulumi.String("platform")},
	}
}

func newEndpoint(edit func(*spec.PrivateEndpoint)) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		args := endpointArgs()
		if edit != nil {
			edit(args)
		}
		e, err := privatelink.NewEndpoint(ctx, "acr", args)
		if err != nil {
			return err
		}
		mocktest.Component(ctx, e)
		return nil
	}
}

// checkInputs compares inputs of a resource by property path.
func checkInputs(t *testing.T, r mocktest.Resource, want map[string]any) {
	t.Helper()
	for path, value := range want {
		if diff := cmp.Diff(value, r.Input(t, path)); diff != "" {
			t.Errorf("%s of %s (-want +got):\n%s", path, r, diff)
		}
	}
}

func TestEndpoint(t *testing.T) {
	t.Parallel()
	g := mocktest.Run(t, newEndpoint(nil))
	endpoint := g.Resource(t, "acr-endpoint")
	checkInputs(t, endpoint, map[string]any{
		"privateEndpointName":                   "pe-acr-contoso",
		"location":                              "koreacentral",
		"resourceGroupName":                     "rg",
		"subnet.id":                             subnetID,
		"tags.team":                             "platform",
		"ipConfigurations":                      nil,
		"privateLinkServiceConnections[0].name": "pe-acr-contoso",
		"privateLinkServiceConnections[0].privateLinkServiceId": registryID,
		"privateLinkServiceConnections[0].groupIds":             []any{"registry"},
	})
	if got := endpoint.Request.GetReplaceOnChanges(); !slices.Equal(got, []string{"location", "subnet"}) {
		t.Errorf("replaced on changes of %q", got)
	}
	if !endpoint.Request.GetDeleteBeforeReplace() {
		t.Error("the endpoint is not deleted before it is replaced")
	}
	group := g.Resource(t, "acr-zone-group")
	checkInputs(t, group, map[string]any{
		"privateDnsZoneGroupName":                   "default",
		"privateEndpointName":                       "pe-acr-contoso",
		"resourceGroupName":                         "rg",
		"privateDnsZoneConfigs[0].name":             "registry",
		"privateDnsZoneConfigs[0].privateDnsZoneId": zoneID,
	})
	if !group.DependsOn("acr-endpoint") {
		t.Error("the zone group does not depend on the endpoint")
	}
	want := strings.TrimPrefix(zoneGroup("pe-acr-contoso"), "GET ")
	if got := g.Output(t, "acr.ZoneGroupID"); got != want {
		t.Errorf("ZoneGroupID = %v", got)
	}
}

func TestEndpointNamesEveryStaticMemberInOrder(t *testing.T) {
	t.Parallel()
	g := mocktest.Run(t, newEndpoint(func(a *spec.PrivateEndpoint) {
		a.StaticAddresses = map[string]string{
			"registry_data_koreacentral": "10.0.0.5", "registry": "10.0.0.4",
		}
	}))
	want := []any{
		map[string]any{
			"name": "registry", "groupId": "registry",
			"memberName": "registry", "privateIPAddress": "10.0.0.4",
		},
		map[string]any{
			"name": "registry_data_koreacentral", "groupId": "registry",
			"memberName": "registry_data_koreacentral", "privateIPAddress": "10.0.0.5",
		},
	}
	checkInputs(t, g.Resource(t, "acr-endpoint"), map[string]any{"ipConfigurations": want})
}

// TestEndpointThatServesNoLayers leaves the data records to the dedicated endpoints. The name of the zone is
// what changes with the mode, so that Pulumi writes the zone group anew.
func TestEndpointThatServesNoLayers(t *testing.T) {
	t.Parallel()
	g := mocktest.Run(t, newEndpoint(func(a *spec.PrivateEndpoint) {
		a.DataEndpoints = spec.DataEndpointsDedicated
	}))
	group := g.Resource(t, "acr-zone-group")
	checkInputs(t, group, map[string]any{"privateDnsZoneConfigs[0].name": "login"})
	if hooks := group.Request.GetHooks(); hooks != nil {
		t.Errorf("the zone group has hooks %v", hooks)
	}
	shared := mocktest.Run(t, newEndpoint(nil)).Resource(t, "acr-zone-group")
	want := []string{"reclaim-records-acr"}
	if got := shared.Request.GetHooks().GetBeforeUpdate(); !slices.Equal(got, want) {
		t.Errorf("hooks %v, want %v", got, want)
	}
}

func TestEndpointFaults(t *testing.T) {
	t.Parallel()
	mocktest.CheckFaults(t, func(ctx *pulumi.Context) error {
		_, err := privatelink.NewEndpoint(ctx, "acr", &spec.PrivateEndpoint{
			Name:            "pe/acr",
			Group:           "registry_koreacentral",
			StaticAddresses: map[string]string{"registry": "10.0.0.256"},
		})
		return err
	}, "group", "location", "name", "privateDnsZoneId", "registryId", "resourceGroupName",
		"staticAddresses.registry", "subnetId")
}
