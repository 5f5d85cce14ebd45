package network_test

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/network"
	"private-acr/internal/mocktest"
)

const otherNetworkID = group + "/providers/Microsoft.Network/virtualNetworks/vnet-other"

// TestFaults has a case for each rule: a change of correct arguments, and what the error has to say.
func TestFaults(t *testing.T) {
	t.Parallel()
	type arguments = network.Args
	tests := map[string]struct {
		args   *arguments
		change func(*arguments)
		want   string
	}{
		"no resource group": {
			full(), func(a *arguments) { a.ResourceGroupName = nil }, "resourceGroupName: must be given",
		},
		"no location": {full(), func(a *arguments) { a.Location = nil }, "location: must be given"},
		"no network": {
			full(), func(a *arguments) { a.VirtualNetwork = nil }, "virtualNetworkId: ",
		},
		"network created and adopted": {
			full(), func(a *arguments) { a.VirtualNetworkID = networkID },
			"virtualNetworkId: must not be given together with virtualNetwork",
		},
		"network name": {full(), func(a *arguments) { a.VirtualNetwork.Name = "?" }, "virtualNetwork.name: "},
		"address space": {
			full(), func(a *arguments) { a.VirtualNetwork.AddressSpace = "10/8" },
			"virtualNetwork.addressSpace: ",
		},
		"reserved address space": {
			full(), func(a *arguments) { a.VirtualNetwork.AddressSpace = "169.254.0.0/16" },
			"virtualNetwork.addressSpace: must not overlap 169.254.0.0/16",
		},
		"adopted id of another type": {
			adopted(), func(a *arguments) { a.VirtualNetworkID = zoneID }, "virtualNetworkId: ",
		},
		"subnet created and adopted": {
			adopted(), func(a *arguments) { a.ContainerApps.AddressPrefix = "10.0.0.0/23" },
			"containerApps.id: must not be given together with name or addressPrefix",
		},
		"adopted subnet in created network": {
			full(), func(a *arguments) { *a.ContainerApps = network.Subnet{ID: networkID + "/subnets/a"} },
			"containerApps.id: must not be given with a created virtual network",
		},
		"subnet of another network": {
			adopted(), func(a *arguments) { a.ContainerApps.ID = otherNetworkID + "/subnets/apps" },
			"containerApps.id: must be a subnet of virtualNetworkId",
		},
		"subnet id": {adopted(), func(a *arguments) { a.ContainerApps.ID = networkID }, "containerApps.id: "},
		"subnet name": {
			full(), func(a *arguments) { a.ContainerApps.Name = "a/b" }, "containerApps.name: ",
		},
		"subnet name twice": {
			full(), func(a *arguments) { a.ContainerApps.Name = "private-endpoints" },
			"containerApps.name: must differ from privateEndpoints.name",
		},
		"subnet range": {
			full(), func(a *arguments) { a.ContainerApps.AddressPrefix = "10.0.0.1/23" },
			"containerApps.addressPrefix: ",
		},
		"subnet outside": {
			full(), func(a *arguments) { a.ContainerApps.AddressPrefix = "10.1.0.0/23" },
			"containerApps.addressPrefix: must lie in virtualNetwork.addressSpace 10.0.0.0/16",
		},
		"subnets overlap": {
			full(), func(a *arguments) { a.ContainerApps.AddressPrefix = "10.0.2.128/27" },
			"containerApps.addressPrefix: must not overlap privateEndpoints.addressPrefix 10.0.2.0/24",
		},
		"apps subnet too small": {
			full(), func(a *arguments) { a.ContainerApps.AddressPrefix = "10.0.0.0/28" },
			"containerApps.addressPrefix: must be a /27 or larger",
		},
		"groups subnet too small": {
			full(), func(a *arguments) { a.ContainerInstances.AddressPrefix = "10.0.3.0/29" },
			"containerInstances.addressPrefix: must be a /28 or larger",
		},
		"apps subnet reserved": {
			full(), func(a *arguments) {
				a.VirtualNetwork.AddressSpace = "172.16.0.0/12"
				a.ContainerApps.AddressPrefix = "172.30.4.0/23"
			},
			"containerApps.addressPrefix: must not overlap 172.30.0.0/16, which Container Apps reserves",
		},
		"gateway without its subnet": {
			full(), func(a *arguments) { a.ContainerInstances = nil },
			"natGateway: must not be given without a created containerInstances subnet",
		},
		"gateway name": {full(), func(a *arguments) { a.NatGateway.Name = "?" }, "natGateway.name: "},
		"gateway id":   {full(), func(a *arguments) { a.NatGateway.ID = zoneID }, "natGateway.id: "},
		"gateway created and adopted": {
			full(), func(a *arguments) { *a.NatGateway = network.NatGateway{Name: "ng", ID: natID} },
			"natGateway.id: must not be given together with name",
		},
		"zone id": {adopted(), func(a *arguments) { a.PrivateDNSZone.ID = networkID }, "privateDnsZone.id: "},
		"zone created and adopted": {
			adopted(), func(a *arguments) { a.PrivateDNSZone.Name = "privatelink.azurecr.io" },
			"privateDnsZone.id: must not be given together with name",
		},
		"created zone is linked": {
			full(), func(a *arguments) { a.PrivateDNSZone.Linked = true },
			"privateDnsZone.linked: must not be given",
		},
		"zone of something else": {
			full(), func(a *arguments) { a.PrivateDNSZone.Name = "privatelink.azurecr.com" },
			"privateDnsZone.name: must be the zone of a cloud's registries",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.change(test.args)
			err := mocktest.Faults(t, program(test.args))
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %q, want it to hold %q", err, test.want)
			}
		})
	}
}

// TestFaultsAreReportedTogether has every fault in one error.
func TestFaultsAreReportedTogether(t *testing.T) {
	t.Parallel()
	args := full()
	args.Location, args.VirtualNetwork.Name, args.ContainerApps.AddressPrefix = nil, "?", "10.1.0.0/23"
	err := mocktest.Faults(t, program(args))
	for _, path := range []string{"location: ", "virtualNetwork.name: ", "containerApps.addressPrefix: "} {
		if !strings.Contains(err.Error(), path) {
			t.Errorf("error = %q, want it to hold %q", err, path)
		}
	}
}

func TestNoArguments(t *testing.T) {
	t.Parallel()
	err := mocktest.Faults(t, func(ctx *pulumi.Context) error {
		_, err := network.New(ctx, "net", nil)
		return err
	})
	if !strings.Contains(err.Error(), `checking arguments of network "net"`) {
		t.Errorf("error = %q, want it to name the component", err)
	}
}
