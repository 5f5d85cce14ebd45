package tests

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pulumi/pulumi-azure-native-sdk/resources/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/components/network"
	"private-acr/components/privatelink"
	"private-acr/components/registry"
	"private-acr/internal/azure"
	"private-acr/internal/component"
	"private-acr/spec"
)

// TestTheRaceWithoutTheGate does what the field report did: the data endpoint in the same run as the
// registry, with nothing between them but the dependency.
func TestTheRaceWithoutTheGate(t *testing.T) {
	t.Parallel()
	inLateWorlds(t, time.Hour, func(t *testing.T, e *engine) {
		t.Helper()
		_, err := e.stack("race", "dev", func(ctx *pulumi.Context) error {
			path, err := newPath(ctx)
			if err != nil {
				return err
			}
			_, err = privatelink.NewEndpoint(ctx, "data", &spec.PrivateEndpoint{
				Location: path.location, ResourceGroupName: path.group, Name: "pe-acr-data",
				RegistryID:       path.registry.ID,
				SubnetID:         path.subnet,
				PrivateDNSZoneID: path.network.PrivateDNSZoneID,
				Group:            azure.DataMember("koreacentral"),
			}, pulumi.DependsOn([]pulumi.Resource{path.endpoint}))
			return err
		}).tryUp()
		if err == nil || !strings.Contains(err.Error(), "InvalidPrivateEndpointConnectionRequestParameters") {
			t.Fatalf("the race was not lost: %v", err)
		}
	})
}

// inLateWorlds runs a scenario in the worlds that have a group for data endpoints, so much later than the
// registry.
func inLateWorlds(t *testing.T, late time.Duration, scenario func(*testing.T, *engine)) {
	t.Helper()
	for _, privateLink := range []world.PrivateLink{world.BothPrivateLink, world.GroupPrivateLink} {
		t.Run(fmt.Sprintf("%s/%s", privateLink, late), func(t *testing.T) {
			t.Parallel()
			options := world.Options{PrivateLink: privateLink, DataGroupDelay: late}
			scenario(t, newEngine(t, azuresim.Options{World: options}))
		})
	}
}

// TestTheGateWinsTheRace runs the same path with the data-endpoint stage, however late its group appears.
func TestTheGateWinsTheRace(t *testing.T) {
	t.Parallel()
	lateness := []time.Duration{
		-1, time.Second, 10 * time.Second, 30 * time.Second, time.Minute,
		2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 12 * time.Minute, 18 * time.Minute,
	}
	for _, late := range lateness {
		inLateWorlds(t, late, func(t *testing.T, e *engine) {
			t.Helper()
			s := e.stack("race", "dev", func(ctx *pulumi.Context) error {
				path, err := newPath(ctx)
				if err != nil {
					return err
				}
				data, err := path.dataEndpoints(ctx, e.azure.PlainURL())
				if err != nil {
					return err
				}
				ctx.Export("addresses", data.Addresses)
				return nil
			})
			addresses, _ := s.up().Outputs["addresses"].Value.(map[string]any)
			if len(addresses) != 2 {
				t.Errorf("addresses %v, want those of the login server and the data host", addresses)
			}
			s.changesNothing()
		})
	}
}

// path is the part of the platform that the race is about.
type path struct {
	location, group pulumi.StringInput
	network         *network.Network
	subnet          pulumi.StringOutput
	registry        *registry.Registry
	endpoint        *privatelink.Endpoint
}

func newPath(ctx *pulumi.Context) (*path, error) {
	group, err := resources.NewResourceGroup(ctx, "group", &resources.ResourceGroupArgs{
		ResourceGroupName: pulumi.String("rg-race"), Location: pulumi.String("koreacentral"),
	}, component.ProviderVersion())
	if err != nil {
		return nil, err
	}
	p := &path{location: pulumi.String("koreacentral"), group: group.Name}
	p.network, err = network.New(ctx, "network", &spec.Network{
		Location: p.location, ResourceGroupName: p.group, Name: "vnet-race",
		Subnets: map[string]spec.Subnet{spec.PrivateEndpoints: {AddressPrefix: "10.0.2.0/24"}},
	})
	if err != nil {
		return nil, err
	}
	p.subnet, _ = p.network.SubnetID(spec.PrivateEndpoints)
	p.registry, err = registry.New(ctx, "registry", &spec.Registry{
		Location: "koreacentral", ResourceGroupName: p.group, Name: "acrrace",
	})
	if err != nil {
		return nil, err
	}
	p.endpoint, err = privatelink.NewEndpoint(ctx, "registry-endpoint", &spec.PrivateEndpoint{
		Location: p.location, ResourceGroupName: p.group, Name: "pe-acr-race",
		RegistryID: p.registry.ID, SubnetID: p.subnet,
		PrivateDNSZoneID: p.network.PrivateDNSZoneID,
	})
	return p, err
}

func (p *path) dataEndpoints(
	ctx *pulumi.Context, resourceManager string,
) (*privatelink.DataEndpoints, error) {
	return privatelink.NewDataEndpoints(ctx, "data-endpoints", &spec.DataEndpoints{
		DataEndpoints: spec.DataEndpointsDedicated,
		Location:      p.location, ResourceGroupName: p.group, RegistryName: "acrrace",
		RegistryID: p.registry.ID, LoginServer: p.registry.LoginServer, Regions: p.registry.Regions,
		ZoneGroupID: p.endpoint.ZoneGroupID, SubnetID: p.subnet,
		PrivateDNSZoneID: p.network.PrivateDNSZoneID, ResourceManager: resourceManager,
	})
}
