package network_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/network"
	"private-acr/internal/azure"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

const (
	group     = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/hub"
	networkID = group + "/providers/Microsoft.Network/virtualNetworks/vnet-hub"
	zoneID    = group + "/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io"
	natID     = group + "/providers/Microsoft.Network/natGateways/ng-hub"
)

// subnets are one for each purpose, to create.
func subnets() map[string]spec.Subnet {
	return map[string]spec.Subnet{
		spec.PrivateEndpoints:   {AddressPrefix: "10.0.2.0/24"},
		spec.ContainerApps:      {AddressPrefix: "10.0.0.0/23"},
		spec.ContainerInstances: {AddressPrefix: "10.0.3.0/27"},
	}
}

// full is a network in which everything is created.
func full() *spec.Network {
	return &spec.Network{
		Location:          pulumi.String("koreacentral"),
		ResourceGroupName: pulumi.String("rg-myapp"),
		Tags:              spec.Tags{"team": pulumi.String("platform")},
		Name:              "vnet-myapp",
		AddressSpace:      "10.0.0.0/16",
		Subnets:           subnets(),
	}
}

// adopted is a network in which everything but the link exists already.
func adopted() *spec.Network {
	return &spec.Network{
		ResourceGroupName: pulumi.String("rg-myapp"),
		VirtualNetworkID:  networkID,
		Subnets: map[string]spec.Subnet{
			spec.PrivateEndpoints:   {ID: networkID + "/subnets/pe"},
			spec.ContainerApps:      {ID: networkID + "/subnets/apps"},
			spec.ContainerInstances: {ID: networkID + "/subnets/groups"},
		},
		PrivateDNSZone: spec.PrivateDNSZone{ID: zoneID},
	}
}

func program(args *spec.Network, mayBeEmpty ...string) func(*pulumi.Context) error {
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
	network := prefix + "virtualNetworks/vnet-myapp"
	want := map[string]any{
		"net.VirtualNetworkID": network,
		"net.PrivateDNSZoneID": prefix + "privateDnsZones/privatelink.azurecr.io",
		"net.SubnetIDs": map[string]string{
			spec.PrivateEndpoints:   network + "/subnets/private-endpoints",
			spec.ContainerApps:      network + "/subnets/container-apps",
			spec.ContainerInstances: network + "/subnets/container-instances",
		},
	}
	for output, id := range want {
		if diff := cmp.Diff(id, graph.Output(t, output)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", output, diff)
		}
		if got := graph.Preview.Output(t, output); got != mocktest.Unknown {
			t.Errorf("%s = %v in preview, want it unknown", output, got)
		}
	}
}

// subnetID watches the id of one subnet.
func subnetID(args *spec.Network, purpose string) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		n, err := network.New(ctx, "net", args)
		if err != nil {
			return err
		}
		id, is := n.SubnetID(purpose)
		if !is {
			return errors.New("no subnet of the purpose")
		}
		mocktest.Watch(ctx, "subnet", id)
		return nil
	}
}

// TestSubnetIDWaitsForItsOwnSubnetAlone has a preview that adds a subnet leave what is in the others as it
// is.
func TestSubnetIDWaitsForItsOwnSubnetAlone(t *testing.T) {
	t.Parallel()
	args := full()
	args.Name, args.AddressSpace, args.VirtualNetworkID = "", "", networkID
	id := mocktest.Run(t, subnetID(args, spec.PrivateEndpoints)).Outputs["subnet"]
	if !id.DependsOn("net-private-endpoints") || id.DependsOn("net-container-apps") {
		t.Errorf("the id depends on other subnets than its own, or on none: %+v", id)
	}
}

func TestSubnetOfAPurposeThatIsNotThere(t *testing.T) {
	t.Parallel()
	args := full()
	delete(args.Subnets, spec.ContainerApps)
	if _, err := mocktest.Fails(t, subnetID(args, spec.ContainerApps)); err == nil {
		t.Error("the network answers the id of a subnet that it does not have")
	}
}

// TestZoneWaitsForLink is the promise that who uses the zone's id has names that resolve.
func TestZoneWaitsForLink(t *testing.T) {
	t.Parallel()
	for name, args := range map[string]*spec.Network{"created": full(), "adopted": adopted()} {
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
	want := map[string]string{
		spec.PrivateEndpoints:   networkID + "/subnets/pe",
		spec.ContainerApps:      networkID + "/subnets/apps",
		spec.ContainerInstances: networkID + "/subnets/groups",
	}
	if diff := cmp.Diff(any(want), graph.Output(t, "net.SubnetIDs")); diff != "" {
		t.Errorf("subnets' ids (-want +got):\n%s", diff)
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
	args.Name, args.AddressSpace, args.VirtualNetworkID = "", "", networkID
	args.NatGateway = spec.NatGateway{ID: natID}
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
	args.Subnets = map[string]spec.Subnet{spec.PrivateEndpoints: {AddressPrefix: "10.0.2.0/24"}}
	graph := mocktest.Run(t, program(args))
	if diff := cmp.Diff([]string{"net-vnet", "net-zone", "net-zone-link"}, graph.Names()); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	if got := graph.Resource(t, "net-vnet").Input(t, "subnets[1]"); got != nil {
		t.Errorf("second subnet = %v, want none", got)
	}
}

// TestLongNamesAreFitted has the longest name that a NAT gateway can have, of which its address' is made.
func TestLongNamesAreFitted(t *testing.T) {
	t.Parallel()
	args := full()
	args.NatGateway.Name = strings.Repeat("n", 80)
	address := mocktest.Run(t, program(args)).Resource(t, "net-nat-address")
	name, _ := address.Input(t, "publicIpAddressName").(string)
	err := azure.CheckName(azure.NamePublicIPAddress, name)
	if err != nil || !strings.HasPrefix(name, "pip-nnn") {
		t.Errorf("name of the address = %q: %v", name, err)
	}
}

// TestNatGatewayDoesNotMove replaces the gateway in another region, where azure-native would try an update.
func TestNatGatewayDoesNotMove(t *testing.T) {
	t.Parallel()
	gateway := mocktest.Run(t, program(full())).Resource(t, "net-nat").Request
	if got := gateway.GetReplaceOnChanges(); !slices.Equal(got, []string{"location"}) {
		t.Errorf("replaced on changes of %q", got)
	}
	if !gateway.GetDeleteBeforeReplace() {
		t.Error("the gateway would be created while its name is taken")
	}
}

// TestNatGatewayIsForContainerGroups has none where nobody needs it, and none of its own where one is
// adopted.
func TestNatGatewayIsForContainerGroups(t *testing.T) {
	t.Parallel()
	off := full()
	off.NatGateway.Create = pulumi.BoolRef(false)
	adoptedSubnets := adopted()
	for name, args := range map[string]*spec.Network{"switched off": off, "subnets adopted": adoptedSubnets} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph := mocktest.Run(t, program(args))
			if made := graph.OfType("azure-native:network:NatGateway"); len(made) > 0 {
				t.Errorf("made %v", made)
			}
		})
	}
}

// TestInputsShowTheTopology is what policies see of the component.
func TestInputsShowTheTopology(t *testing.T) {
	t.Parallel()
	net := mocktest.Run(t, program(full())).Resource(t, "net")
	for path, want := range map[string]any{
		"name": "vnet-myapp", "addressSpace": "10.0.0.0/16",
		"natGateway.create": true, "natGateway.name": "ng-net",
		"privateDnsZone.name":                    "privatelink.azurecr.io",
		"subnets.privateEndpoints.addressPrefix": "10.0.2.0/24",
		"tags":                                   nil, "location": nil, "resourceGroupName": nil,
	} {
		if got := net.Input(t, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}
