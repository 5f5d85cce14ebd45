package clients_test

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
)

const spokeID = providers + "Microsoft.Network/virtualNetworks/spoke"

func theSpoke() given {
	return generic(spokeID, "2023-02-01", object{
		"addressSpace": object{"addressPrefixes": []string{"10.1.0.0/16"}},
	})
}

func aPeering(remote string, forwarded bool) armnetwork.VirtualNetworkPeering {
	return armnetwork.VirtualNetworkPeering{Properties: &armnetwork.VirtualNetworkPeeringPropertiesFormat{
		RemoteVirtualNetwork:  &armnetwork.SubResource{ID: to.Ptr(remote)},
		AllowForwardedTraffic: to.Ptr(forwarded),
	}}
}

func TestPeering(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork(), theSpoke())
	c, ctx := client(t, a, armnetwork.NewVirtualNetworkPeeringsClient), t.Context()
	put := func(forwarded bool) func() (any, error) {
		return func() (any, error) {
			body := aPeering(spokeID, forwarded)
			return begun(c.BeginCreateOrUpdate(ctx, group, "net", "to-spoke", body, nil)).done(ctx)
		}
	}
	life{
		id:   vnetID + "/virtualNetworkPeerings/to-spoke",
		sent: aPeering(spokeID, false), changed: aPeering(spokeID, true), gone: "ResourceNotFound",
		create: put(false), change: put(true),
		get:  func() (any, error) { return c.Get(ctx, group, "net", "to-spoke", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, "net", nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "net", "to-spoke", nil)).done(ctx)
			return err
		},
	}.run(t)
}

// TestPeeringsComeInPairs connects networks from both sides, and takes one side away.
func TestPeeringsComeInPairs(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork(), theSpoke())
	c, ctx := client(t, a, armnetwork.NewVirtualNetworkPeeringsClient), t.Context()
	state := func() armnetwork.VirtualNetworkPeeringState {
		t.Helper()
		peering, err := c.Get(ctx, group, "net", "to-spoke", nil)
		if err != nil {
			t.Fatal(err)
		}
		return *peering.Properties.PeeringState
	}
	peer := func(vnet, name, remote string) {
		t.Helper()
		body := aPeering(remote, false)
		if _, err := begun(c.BeginCreateOrUpdate(ctx, group, vnet, name, body, nil)).done(ctx); err != nil {
			t.Fatal(err)
		}
	}
	peer("net", "to-spoke", spokeID)
	if s := state(); s != armnetwork.VirtualNetworkPeeringStateInitiated {
		t.Errorf("one side alone is %s", s)
	}
	peer("spoke", "to-hub", vnetID)
	if s := state(); s != armnetwork.VirtualNetworkPeeringStateConnected {
		t.Errorf("both sides are %s", s)
	}
	if _, err := begun(c.BeginDelete(ctx, group, "spoke", "to-hub", nil)).done(ctx); err != nil {
		t.Fatal(err)
	}
	if s := state(); s != armnetwork.VirtualNetworkPeeringStateDisconnected {
		t.Errorf("the side that is left is %s", s)
	}
}
