package clients_test

import (
	"net/http"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
)

func TestPrivateEndpoint(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork(), theRegistry())
	c, ctx := client(t, a, armnetwork.NewPrivateEndpointsClient), t.Context()
	body := func(team string) armnetwork.PrivateEndpoint {
		return armnetwork.PrivateEndpoint{
			Location: to.Ptr(region), Tags: tags(team),
			Properties: &armnetwork.PrivateEndpointProperties{
				Subnet: &armnetwork.Subnet{ID: to.Ptr(subnetID)},
				PrivateLinkServiceConnections: []*armnetwork.PrivateLinkServiceConnection{{
					Name: to.Ptr("login"), Properties: &armnetwork.PrivateLinkServiceConnectionProperties{
						PrivateLinkServiceID: to.Ptr(registryID), GroupIDs: []*string{to.Ptr("registry")},
					},
				}},
			},
		}
	}
	put := func(b armnetwork.PrivateEndpoint) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "login", b, nil)).done(ctx)
		}
	}
	life{
		id: endpointID, sent: body("hub"), changed: body("spoke"), gone: "ResourceNotFound",
		create: put(body("hub")), change: put(body("spoke")),
		get:  func() (any, error) { return c.Get(ctx, group, "login", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "login", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestZoneGroup(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork(), theZone(), theRegistry(), theEndpoint())
	c, ctx := client(t, a, armnetwork.NewPrivateDNSZoneGroupsClient), t.Context()
	body := func(name string) armnetwork.PrivateDNSZoneGroup {
		return armnetwork.PrivateDNSZoneGroup{Properties: &armnetwork.PrivateDNSZoneGroupPropertiesFormat{
			PrivateDNSZoneConfigs: []*armnetwork.PrivateDNSZoneConfig{{
				Name: to.Ptr(name), Properties: &armnetwork.PrivateDNSZonePropertiesFormat{
					PrivateDNSZoneID: to.Ptr(zoneID),
				},
			}},
		}}
	}
	put := func(b armnetwork.PrivateDNSZoneGroup) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "login", "default", b, nil)).done(ctx)
		}
	}
	life{
		id:   endpointID + "/privateDnsZoneGroups/default",
		sent: body("acr"), changed: body("registry"), gone: "ResourceNotFound",
		create: put(body("acr")), change: put(body("registry")),
		get:  func() (any, error) { return c.Get(ctx, group, "login", "default", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager("login", group, nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "login", "default", nil)).done(ctx)
			return err
		},
	}.run(t)
}

// TestNetworkInterface reads the one interface there is in simulated Azure: a private endpoint's.
func TestNetworkInterface(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork(), theRegistry(), theEndpoint())
	endpoint, err := client(t, a, armnetwork.NewPrivateEndpointsClient).Get(t.Context(), group, "login", nil)
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, a, armnetwork.NewInterfacesClient)
	items, err := listed(t.Context(), c.NewListPager(group, nil))
	if err != nil || len(items) != 1 || text(items[0]["id"]) != *endpoint.Properties.NetworkInterfaces[0].ID {
		t.Fatalf("interfaces are %v, %v", items, err)
	}
	name := text(items[0]["name"])
	nic, err := c.Get(t.Context(), group, name, nil)
	if err != nil || len(nic.Properties.IPConfigurations) == 0 {
		t.Fatalf("interface is %+v, %v", nic, err)
	}
	last := nic.Properties.IPConfigurations[len(nic.Properties.IPConfigurations)-1]
	link := last.Properties.PrivateLinkConnectionProperties
	if *link.GroupID != "registry" || *link.Fqdns[0] != "imagehub.azurecr.io" {
		t.Errorf("interface serves %v as %s", link.Fqdns, *link.GroupID)
	}
	_, err = begun(c.BeginDelete(t.Context(), group, name, nil)).done(t.Context())
	wantCode(t, err, http.StatusBadRequest, "NicInUseWithPrivateEndpoint")
}
