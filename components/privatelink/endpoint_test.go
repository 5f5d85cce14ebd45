package privatelink_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/privatelink"
	"private-acr/internal/component"
	"private-acr/internal/mocktest"
)

const (
	groupID     = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/rg"
	registryID  = groupID + "/providers/Microsoft.ContainerRegistry/registries/contoso"
	subnetID    = groupID + "/providers/Microsoft.Network/virtualNetworks/hub/subnets/private-endpoints"
	zoneID      = groupID + "/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io"
	loginServer = "contoso.azurecr.io"
	dataHost    = "contoso.koreacentral.data.azurecr.io"
)

func endpointArgs() *privatelink.EndpointArgs {
	return &privatelink.EndpointArgs{
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg"),
		RegistryID:        pulumi.String(registryID),
		SubnetID:          pulumi.String(subnetID),
		PrivateDNSZoneID:  pulumi.String(zoneID),
		Name:              "pe-acr-contoso",
		Tags:              map[string]string{"team": "platform"},
	}
}

func newEndpoint(edit func(*privatelink.EndpointArgs)) func(*pulumi.Context) error {
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
	if got := endpoint.Request.GetReplaceOnChanges(); !slices.Equal(got, []string{"subnet"}) {
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
	g := mocktest.Run(t, newEndpoint(func(a *privatelink.EndpointArgs) {
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

func TestEndpointWaitsForWhatHasNoValue(t *testing.T) {
	t.Parallel()
	g := mocktest.Run(t, func(ctx *pulumi.Context) error {
		first, err := privatelink.NewEndpoint(ctx, "first", endpointArgs())
		if err != nil {
			return err
		}
		args := endpointArgs()
		args.After = []pulumi.Resource{first.ZoneGroup}
		_, err = privatelink.NewEndpoint(ctx, "second", args)
		return err
	})
	if !g.Resource(t, "second-endpoint").DependsOn("first-zone-group") {
		t.Error("the second endpoint does not depend on the first's zone group")
	}
}

func TestEndpointFaults(t *testing.T) {
	t.Parallel()
	checkFaults(t, func(ctx *pulumi.Context) error {
		_, err := privatelink.NewEndpoint(ctx, "acr", &privatelink.EndpointArgs{
			Group:           "registry_koreacentral",
			StaticAddresses: map[string]string{"registry": "10.0.0.256"},
		})
		return err
	}, "group", "location", "name", "privateDnsZoneId", "registryId", "resourceGroupName",
		`staticAddresses["registry"]`, "subnetId")
}

// checkFaults wants the constructor to report a fault for each path, in that order, and none besides,
// before anything is registered.
func checkFaults(t *testing.T, construct func(*pulumi.Context) error, want ...string) {
	t.Helper()
	var got []string
	_ = mocktest.Faults(t, func(ctx *pulumi.Context) error {
		err := construct(ctx)
		got = pathsOf(err)
		return err
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paths of the faults (-want +got):\n%s", diff)
	}
}

// pathsOf collects the paths of every fault in err.
func pathsOf(err error) []string {
	switch e := err.(type) { //nolint:errorlint // It is the tree of errors that is walked here.
	case *component.ArgError:
		return []string{e.Path}
	case interface{ Unwrap() []error }:
		var paths []string
		for _, part := range e.Unwrap() {
			paths = append(paths, pathsOf(part)...)
		}
		return paths
	case interface{ Unwrap() error }:
		return pathsOf(e.Unwrap())
	}
	return nil
}
