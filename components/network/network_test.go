package network_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/network"
	"private-acr/internal/mocktest"
)

const (
	group     = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/hub"
	networkID = group + "/providers/Microsoft.Network/virtualNetworks/vnet-hub"
	zoneID    = group + "/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io"
	natID     = group + "/providers/Microsoft.Network/natGateways/ng-hub"
)

// full is a network in which everything is created.
func full() *network.Args {
	return &network.Args{
		Location:           pulumi.String("koreacentral"),
		ResourceGroupName:  pulumi.String("rg-myapp"),
		Tags:               map[string]string{"team": "platform"},
		VirtualNetwork:     &network.VirtualNetwork{Name: "vnet-myapp", AddressSpace: "10.0.0.0/16"},
		PrivateEndpoints:   &network.Subnet{AddressPrefix: "10.0.2.0/24"},
		ContainerApps:      &network.Subnet{AddressPrefix: "10.0.0.0/23"},
		ContainerInstances: &network.Subnet{AddressPrefix: "10.0.3.0/27"},
		NatGateway:         &network.NatGateway{},
	}
}

// adopted is a network in which everything but the link exists already.
func adopted() *network.Args {
	return &network.Args{
		ResourceGroupName:  pulumi.String("rg-myapp"),
		VirtualNetworkID:   networkID,
		PrivateEndpoints:   &network.Subnet{ID: networkID + "/subnets/pe"},
		ContainerApps:      &network.Subnet{ID: networkID + "/subnets/apps"},
		ContainerInstances: &network.Subnet{ID: networkID + "/subnets/groups"},
		PrivateDNSZone:     network.PrivateDNSZone{ID: zoneID},
	}
}

func program(args *network.Args, mayBeEmpty ...string) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		n, err := network.New(ctx, "net", args)
		if err != nil {
			return err
		}
		mocktest.Component(ctx, n, mayBeEmpty...)
		return nil
	}
}

func TestCreatesEverything(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, program(full()))
	want := []string{"net-nat", "net-nat-address", "net-vnet", "net-zone", "net-zone-link"}
	if diff := cmp.Diff(want, graph.Names()); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, graph.Preview.Names()); diff != "" {
		t.Errorf("resources in preview (-want +got):\n%s", diff)
	}
	vnet := graph.Resource(t, "net-vnet")
	wantSubnets := []any{
		map[string]any{
			"name": "private-endpoints", "addressPrefix": "10.0.2.0/24",
			"privateEndpointNetworkPolicies": "Disabled",
		},
		map[string]any{
			"name": "container-apps", "addressPrefix": "10.0.0.0/23",
			"delegations": delegation("Microsoft.App/environments"),
		},
		map[string]any{
			"name": "container-instances", "addressPrefix": "10.0.3.0/27",
			"delegations": delegation("Microsoft.ContainerInstance/containerGroups"),
			"natGateway": map[string]any{"id": "/subscriptions/" + mocktest.SubscriptionID +
				"/resourceGroups/rg-myapp/providers/Microsoft.Network/natGateways/ng-net"},
		},
	}
	if diff := cmp.Diff(any(wantSubnets), vnet.Input(t, "subnets")); diff != "" {
		t.Errorf("subnets (-want +got):\n%s", diff)
	}
}

func delegation(service string) []any {
	return []any{map[string]any{"name": service, "serviceName": service}}
}

func TestOutputsOfCreated(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, program(full()))
	prefix := "/subscriptions/" + mocktest.SubscriptionID +
		"/resourceGroups/rg-myapp/providers/Microsoft.Network/"
	want := map[string]string{
		"net.VirtualNetworkID":           prefix + "virtualNetworks/vnet-myapp",
		"net.PrivateEndpointsSubnetID":   prefix + "virtualNetworks/vnet-myapp/subnets/private-endpoints",
		"net.ContainerAppsSubnetID":      prefix + "virtualNetworks/vnet-myapp/subnets/container-apps",
		"net.ContainerInstancesSubnetID": prefix + "virtualNetworks/vnet-myapp/subnets/container-instances",
		"net.PrivateDNSZoneID":           prefix + "privateDnsZones/privatelink.azurecr.io",
	}
	for output, id := range want {
		if got := graph.Output(t, output); got != id {
			t.Errorf("%s = %v, want %s", output, got, id)
		}
		if got := graph.Preview.Output(t, output); got != mocktest.Unknown {
			t.Errorf("%s = %v in preview, want it unknown", output, got)
		}
	}
}

// TestZoneWaitsForLink is the promise that who uses the zone's id has names that resolve.
func TestZoneWaitsForLink(t *testing.T) {
	t.Parallel()
	for name, args := range map[string]*network.Args{"created": full(), "adopted": adopted()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph := mocktest.Run(t, program(args))
			if !graph.Outputs["net.PrivateDNSZoneID"].DependsOn("net-zone-link") {
				t.Error("the zone's id does not wait for the link")
			}
			if got := graph.Preview.Output(t, "net.PrivateDNSZoneID"); got != mocktest.Unknown {
				t.Errorf("zone's id = %v in a preview that creates the link, want it unknown", got)
			}
			link := graph.Resource(t, "net-zone-link")
			if got := link.Input(t, "registrationEnabled"); got != false {
				t.Errorf("registrationEnabled = %v, want false", got)
			}
			if got := link.Input(t, "location"); got != "global" {
				t.Errorf("location = %v, want global", got)
			}
		})
	}
}

func TestAdoptsEverything(t *testing.T) {
	t.Parallel()
	args := adopted()
	args.PrivateDNSZone.Linked = true
	graph := mocktest.Run(t, program(args))
	if names := graph.Names(); len(names) > 0 {
		t.Errorf("created %v, want nothing", names)
	}
	if got := graph.Preview.Output(t, "net.PrivateDNSZoneID"); got != zoneID {
		t.Errorf("zone's id = %v in preview, want %s", got, zoneID)
	}
	if got := graph.Output(t, "net.ContainerAppsSubnetID"); got != networkID+"/subnets/apps" {
		t.Errorf("subnet's id = %v, want the adopted one", got)
	}
}

// TestLinkLiesWithTheAdoptedZone has the link in the zone's resource group, not in the network's.
func TestLinkLiesWithTheAdoptedZone(t *testing.T) {
	t.Parallel()
	link := mocktest.Run(t, program(adopted())).Resource(t, "net-zone-link")
	for path, want := range map[string]any{
		"resourceGroupName": "hub", "privateZoneName": "privatelink.azurecr.io",
		"virtualNetworkLinkName": "vnet-hub", "virtualNetwork.id": networkID,
	} {
		if got := link.Input(t, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}

// TestCreatesSubnetsInAdoptedNetwork has them where the network lies, one after the other.
func TestCreatesSubnetsInAdoptedNetwork(t *testing.T) {
	t.Parallel()
	args := full()
	args.VirtualNetwork, args.VirtualNetworkID = nil, networkID
	args.NatGateway = &network.NatGateway{ID: natID}
	graph := mocktest.Run(t, program(args))
	want := []string{
		"net-container-apps", "net-container-instances", "net-private-endpoints", "net-zone", "net-zone-link",
	}
	if diff := cmp.Diff(want, graph.Names()); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	if !graph.Resource(t, "net-container-apps").DependsOn("net-private-endpoints") ||
		!graph.Resource(t, "net-container-instances").DependsOn("net-container-apps") {
		t.Error("subnets are not created one after the other")
	}
	groups := graph.Resource(t, "net-container-instances")
	for path, want := range map[string]any{
		"resourceGroupName": "hub", "virtualNetworkName": "vnet-hub", "subnetName": "container-instances",
		"natGateway.id": natID, "delegations[0].serviceName": "Microsoft.ContainerInstance/containerGroups",
	} {
		if got := groups.Input(t, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}

func TestWithoutConsumersThereIsNoSubnetForThem(t *testing.T) {
	t.Parallel()
	args := full()
	args.ContainerApps, args.ContainerInstances, args.NatGateway = nil, nil, nil
	graph := mocktest.Run(t, program(args, "ContainerAppsSubnetID", "ContainerInstancesSubnetID"))
	if got := graph.Output(t, "net.ContainerAppsSubnetID"); got != "" {
		t.Errorf("ContainerAppsSubnetID = %v, want none", got)
	}
	if got := graph.Resource(t, "net-vnet").Input(t, "subnets[1]"); got != nil {
		t.Errorf("second subnet = %v, want none", got)
	}
}

func TestArgumentsAreNotChanged(t *testing.T) {
	t.Parallel()
	args := full()
	mocktest.Run(t, program(args))
	if args.PrivateEndpoints.Name != "" || args.NatGateway.Name != "" || args.PrivateDNSZone.Name != "" {
		t.Errorf("New filled defaults into the caller's arguments: %+v", args)
	}
}
