package clients_test

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/privatedns/armprivatedns"
)

func TestPrivateZone(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armprivatedns.NewPrivateZonesClient), t.Context()
	body := func(team string) armprivatedns.PrivateZone {
		return armprivatedns.PrivateZone{Location: to.Ptr("global"), Tags: tags(team)}
	}
	put := func(b armprivatedns.PrivateZone) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, zoneName, b, nil)).done(ctx)
		}
	}
	life{
		id: zoneID, sent: body("hub"), changed: body("spoke"), patched: body("edge"),
		create: put(body("hub")), change: put(body("spoke")), gone: "ResourceNotFound",
		patch: func() (any, error) {
			patch := armprivatedns.PrivateZone{Tags: tags("edge")}
			return begun(c.BeginUpdate(ctx, group, zoneName, patch, nil)).done(ctx)
		},
		get:  func() (any, error) { return c.Get(ctx, group, zoneName, nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, zoneName, nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestVirtualNetworkLink(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork(), theZone())
	c, ctx := client(t, a, armprivatedns.NewVirtualNetworkLinksClient), t.Context()
	body := func(team string) armprivatedns.VirtualNetworkLink {
		return armprivatedns.VirtualNetworkLink{
			Location: to.Ptr("global"), Tags: tags(team),
			Properties: &armprivatedns.VirtualNetworkLinkProperties{
				RegistrationEnabled: to.Ptr(false),
				VirtualNetwork:      &armprivatedns.SubResource{ID: to.Ptr(vnetID)},
			},
		}
	}
	put := func(b armprivatedns.VirtualNetworkLink) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, zoneName, "hub", b, nil)).done(ctx)
		}
	}
	life{
		id:   zoneID + "/virtualNetworkLinks/hub",
		sent: body("hub"), changed: body("spoke"), patched: body("edge"), gone: "ResourceNotFound",
		create: put(body("hub")), change: put(body("spoke")),
		patch: func() (any, error) {
			patch := armprivatedns.VirtualNetworkLink{Tags: tags("edge")}
			return begun(c.BeginUpdate(ctx, group, zoneName, "hub", patch, nil)).done(ctx)
		},
		get:  func() (any, error) { return c.Get(ctx, group, zoneName, "hub", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, zoneName, nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, zoneName, "hub", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestRecordSet(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theZone())
	c, ctx := client(t, a, armprivatedns.NewRecordSetsClient), t.Context()
	body := func(ttl int64, address string) armprivatedns.RecordSet {
		return armprivatedns.RecordSet{Properties: &armprivatedns.RecordSetProperties{
			TTL: to.Ptr(ttl), ARecords: []*armprivatedns.ARecord{{IPv4Address: to.Ptr(address)}},
		}}
	}
	put := func(b armprivatedns.RecordSet) func() (any, error) {
		return func() (any, error) {
			return c.CreateOrUpdate(ctx, group, zoneName, armprivatedns.RecordTypeA, "imagehub", b, nil)
		}
	}
	life{
		id:   zoneID + "/A/imagehub",
		sent: body(60, "10.0.1.4"), changed: body(60, "10.0.1.5"), patched: body(10, "10.0.1.5"),
		create: put(body(60, "10.0.1.4")), change: put(body(60, "10.0.1.5")), gone: "ResourceNotFound",
		patch: func() (any, error) {
			patch := armprivatedns.RecordSet{Properties: &armprivatedns.RecordSetProperties{
				TTL: to.Ptr(int64(10)),
			}}
			return c.Update(ctx, group, zoneName, armprivatedns.RecordTypeA, "imagehub", patch, nil)
		},
		get: func() (any, error) {
			return c.Get(ctx, group, zoneName, armprivatedns.RecordTypeA, "imagehub", nil)
		},
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, zoneName, nil)) },
		remove: func() error {
			_, err := c.Delete(ctx, group, zoneName, armprivatedns.RecordTypeA, "imagehub", nil)
			return err
		},
	}.run(t)
	items, err := listed(ctx, c.NewListByTypePager(group, zoneName, armprivatedns.RecordTypeA, nil))
	if err != nil || len(items) != 0 {
		t.Errorf("records of type A after the last is gone: %v, %v", items, err)
	}
}
