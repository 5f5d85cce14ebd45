package tests

import (
	"fmt"
	"testing"

	"github.com/pulumi/pulumi-azure-native-sdk/resources/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/network"
	"private-acr/spec"
)

// TestAdoptedNetwork builds the platform in a network, and on a zone, that another team's stack owns.
func TestAdoptedNetwork(t *testing.T) {
	t.Parallel()
	inEveryWorld(t, func(t *testing.T, e *engine, values map[string]string) {
		t.Helper()
		hub := e.stack("hub", "dev", e.hubProgram)
		owned := hub.up().Outputs
		text := func(name string) string { return fmt.Sprint(owned[name].Value) }

		dev := e.stack("private-acr", "dev", e.platformProgram(adopting(values, owned)))
		c := contract(t, dev.up())
		checkContract(t, c)
		checkEveryPullWasPrivate(t, e, c)
		if c.Network.PrivateDNSZoneID != text("zone") || c.Network.VirtualNetworkID != text("network") {
			t.Errorf("not the adopted ones: %+v", c.Network)
		}
		dev.changesNothing()

		dev.destroy()
		hub.changesNothing()
		hub.destroy()
		e.checkNothingIsLeft()
	})
}

// adopting is the settings, in the network that the hub's outputs name.
func adopting(values map[string]string, owned auto.OutputMap) map[string]string {
	text := func(name string) string { return fmt.Sprint(owned[name].Value) }
	return with(values, "private-acr:network", `{
		"virtualNetworkId": "`+text("network")+`",
		"subnets": {
			"privateEndpoints": {"id": "`+text("endpoints")+`"},
			"containerApps": {"addressPrefix": "10.0.0.0/23"},
			"containerInstances": {"addressPrefix": "10.0.3.0/27"}},
		"privateDnsZone": {"id": "`+text("zone")+`", "linked": true}}`)
}

func (e *engine) hubProgram(ctx *pulumi.Context) error {
	group, err := resources.NewResourceGroup(ctx, "group", &resources.ResourceGroupArgs{
		ResourceGroupName: pulumi.String("rg-hub" + e.unique), Location: pulumi.String("koreacentral"),
	})
	if err != nil {
		return err
	}
	hub, err := network.New(ctx, "hub", &spec.Network{
		Location: pulumi.String("koreacentral"), ResourceGroupName: group.Name,
		Name:    "vnet-hub",
		Subnets: map[string]spec.Subnet{spec.PrivateEndpoints: {AddressPrefix: "10.0.2.0/24"}},
	})
	if err != nil {
		return err
	}
	ctx.Export("network", hub.VirtualNetworkID)
	ctx.Export("endpoints", hub.SubnetIDs.MapIndex(pulumi.String(spec.PrivateEndpoints)))
	ctx.Export("zone", hub.PrivateDNSZoneID)
	return nil
}
