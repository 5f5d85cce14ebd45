package clients_test

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"
)

func TestVirtualNetwork(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armnetwork.NewVirtualNetworksClient), t.Context()
	body := func(team string, subnets ...string) armnetwork.VirtualNetwork {
		network := armnetwork.VirtualNetwork{
			Location: to.Ptr(region), Tags: tags(team),
			Properties: &armnetwork.VirtualNetworkPropertiesFormat{
				AddressSpace: &armnetwork.AddressSpace{AddressPrefixes: []*string{to.Ptr("10.0.0.0/16")}},
			},
		}
		for _, name := range subnets {
			network.Properties.Subnets = append(network.Properties.Subnets, &armnetwork.Subnet{
				Name: to.Ptr(name), Properties: &armnetwork.SubnetPropertiesFormat{
					AddressPrefix: to.Ptr("10.0." + name + ".0/24"),
				},
			})
		}
		return network
	}
	sent, changed := body("hub", "1"), body("hub", "1", "2")
	put := func(b armnetwork.VirtualNetwork) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "net", b, nil)).done(ctx)
		}
	}
	life{
		id: vnetID, sent: sent, changed: changed, patched: body("spoke", "1", "2"),
		create: put(sent), change: put(changed), gone: "ResourceNotFound",
		patch: func() (any, error) {
			return c.UpdateTags(ctx, group, "net", armnetwork.TagsObject{Tags: tags("spoke")}, nil)
		},
		get:  func() (any, error) { return c.Get(ctx, group, "net", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "net", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestSubnet(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork())
	c, ctx := client(t, a, armnetwork.NewSubnetsClient), t.Context()
	sent := armnetwork.Subnet{Properties: &armnetwork.SubnetPropertiesFormat{
		AddressPrefix: to.Ptr("10.0.2.0/23"),
	}}
	changed := armnetwork.Subnet{Properties: &armnetwork.SubnetPropertiesFormat{
		AddressPrefix: to.Ptr("10.0.2.0/23"),
		Delegations: []*armnetwork.Delegation{{
			Name: to.Ptr("apps"), Properties: &armnetwork.ServiceDelegationPropertiesFormat{
				ServiceName: to.Ptr("Microsoft.App/environments"),
			},
		}},
	}}
	put := func(b armnetwork.Subnet) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "net", "apps", b, nil)).done(ctx)
		}
	}
	life{
		id: vnetID + "/subnets/apps", sent: sent, changed: changed, gone: "ResourceNotFound",
		create: put(sent), change: put(changed),
		get:  func() (any, error) { return c.Get(ctx, group, "net", "apps", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, "net", nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "net", "apps", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestPublicIPAddress(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armnetwork.NewPublicIPAddressesClient), t.Context()
	body := func(team string, idle int32) armnetwork.PublicIPAddress {
		return armnetwork.PublicIPAddress{
			Location: to.Ptr(region), Tags: tags(team),
			SKU: &armnetwork.PublicIPAddressSKU{Name: to.Ptr(armnetwork.PublicIPAddressSKUNameStandard)},
			Properties: &armnetwork.PublicIPAddressPropertiesFormat{
				PublicIPAllocationMethod: to.Ptr(armnetwork.IPAllocationMethodStatic),
				IdleTimeoutInMinutes:     to.Ptr(idle),
			},
		}
	}
	put := func(b armnetwork.PublicIPAddress) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "out", b, nil)).done(ctx)
		}
	}
	life{
		id:   providers + "Microsoft.Network/publicIPAddresses/out",
		sent: body("hub", 4), changed: body("hub", 10), patched: body("spoke", 10),
		create: put(body("hub", 4)), change: put(body("hub", 10)), gone: "ResourceNotFound",
		patch: func() (any, error) {
			return c.UpdateTags(ctx, group, "out", armnetwork.TagsObject{Tags: tags("spoke")}, nil)
		},
		get:  func() (any, error) { return c.Get(ctx, group, "out", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListAllPager(nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "out", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestNatGateway(t *testing.T) {
	t.Parallel()
	a := start(t)
	out := generic(providers+"Microsoft.Network/publicIPAddresses/out", "2023-02-01",
		object{"publicIPAllocationMethod": "Static"})
	out.body.SKU = standard()
	a.has(t, out)
	c, ctx := client(t, a, armnetwork.NewNatGatewaysClient), t.Context()
	body := func(team string, idle int32) armnetwork.NatGateway {
		return armnetwork.NatGateway{
			Location: to.Ptr(region), Tags: tags(team),
			SKU: &armnetwork.NatGatewaySKU{Name: to.Ptr(armnetwork.NatGatewaySKUNameStandard)},
			Properties: &armnetwork.NatGatewayPropertiesFormat{
				IdleTimeoutInMinutes: to.Ptr(idle),
				PublicIPAddresses:    []*armnetwork.SubResource{{ID: to.Ptr(out.id)}},
			},
		}
	}
	put := func(b armnetwork.NatGateway) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "nat", b, nil)).done(ctx)
		}
	}
	life{
		id:   providers + "Microsoft.Network/natGateways/nat",
		sent: body("hub", 4), changed: body("hub", 10), patched: body("spoke", 10),
		create: put(body("hub", 4)), change: put(body("hub", 10)), gone: "ResourceNotFound",
		patch: func() (any, error) {
			return c.UpdateTags(ctx, group, "nat", armnetwork.TagsObject{Tags: tags("spoke")}, nil)
		},
		get:  func() (any, error) { return c.Get(ctx, group, "nat", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "nat", nil)).done(ctx)
			return err
		},
	}.run(t)
}
