package network_test

import (
	"strings"
	"testing"

	"private-acr/internal/mocktest"
	"private-acr/spec"
)

const otherNetworkID = group + "/providers/Microsoft.Network/virtualNetworks/vnet-other"

// with is the arguments after a change of one subnet.
func with(args *spec.Network, purpose string, subnet spec.Subnet) *spec.Network {
	args.Subnets[purpose] = subnet
	return args
}

// changed is the arguments after any other change.
func changed(args *spec.Network, change func(*spec.Network)) *spec.Network {
	change(args)
	return args
}

func prefix(text string) spec.Subnet { return spec.Subnet{AddressPrefix: text} }

// TestFaults has a case for each rule: arguments that break it, where, and what the fault has to say.
func TestFaults(t *testing.T) {
	t.Parallel()
	type n = spec.Network
	tests := map[string]struct {
		args       *spec.Network
		path, rule string
	}{
		"no resource group": {
			changed(full(), func(a *n) { a.ResourceGroupName = nil }), "resourceGroupName", "is required",
		},
		"no location": {changed(full(), func(a *n) { a.Location = nil }), "location", "is required, because"},
		"network created and adopted": {
			changed(adopted(), func(a *n) { a.AddressSpace, a.Name = "10.0.0.0/16", "vnet" }),
			"addressSpace,name", "must not be given",
		},
		"network name":  {changed(full(), func(a *n) { a.Name = "?" }), "name", "must be 2 to 64 characters"},
		"address space": {changed(full(), func(a *n) { a.AddressSpace = "10/8" }), "addressSpace", ""},
		"reserved address space": {
			changed(full(), func(a *n) { a.AddressSpace, a.Subnets = "169.254.0.0/16", nil }), "addressSpace",
			"must not overlap 169.254.0.0/16",
		},
		"adopted id of another type": {
			changed(adopted(), func(a *n) { a.VirtualNetworkID = zoneID }), "virtualNetworkId",
			"must be the id of a Microsoft.Network/virtualNetworks",
		},
		"unknown purpose": {
			with(full(), "databases", prefix("10.0.8.0/24")),
			"subnets.databases", "must be one of privateEndpoints",
		},
		"subnet created and adopted": {
			with(adopted(), spec.ContainerApps,
				spec.Subnet{ID: networkID + "/subnets/a", AddressPrefix: "10.0.0.0/23"}),
			"subnets.containerApps", "must be either adopted by id or created with addressPrefix",
		},
		"empty subnet": {
			with(full(), spec.ContainerApps, spec.Subnet{}),
			"subnets.containerApps", "must have an id or an addressPrefix",
		},
		"adopted subnet in created network": {
			with(full(), spec.ContainerApps, spec.Subnet{ID: networkID + "/subnets/a"}),
			"subnets.containerApps.id", "must not be given where the virtual network is created",
		},
		"subnet of another network": {
			with(adopted(), spec.ContainerApps, spec.Subnet{ID: otherNetworkID + "/subnets/apps"}),
			"subnets.containerApps.id", "must lie in the adopted virtual network",
		},
		"subnet id": {
			with(adopted(), spec.ContainerApps, spec.Subnet{ID: networkID}), "subnets.containerApps.id",
			"must be the id of a Microsoft.Network/virtualNetworks/subnets",
		},
		"one subnet for two": {
			with(adopted(), spec.ContainerApps, spec.Subnet{ID: networkID + "/subnets/GROUPS"}),
			"subnets.containerInstances.id", "must differ from subnets.containerApps",
		},
		"subnet range": {
			with(full(), spec.ContainerApps, prefix("10.0.0.1/23")),
			"subnets.containerApps.addressPrefix", "",
		},
		"subnet outside": {
			with(full(), spec.ContainerApps, prefix("10.1.0.0/23")), "subnets.containerApps.addressPrefix",
			"must lie in the address space 10.0.0.0/16",
		},
		"subnets overlap": {
			with(full(), spec.ContainerApps, prefix("10.0.2.128/27")),
			"subnets.privateEndpoints.addressPrefix",
			"must not overlap subnets.containerApps (10.0.2.128/27)",
		},
		"apps subnet too small": {
			with(full(), spec.ContainerApps, prefix("10.0.0.0/28")), "subnets.containerApps.addressPrefix",
			"must be a /27 or wider",
		},
		"groups subnet too small": {
			with(full(), spec.ContainerInstances, prefix("10.0.3.0/29")),
			"subnets.containerInstances.addressPrefix", "must be a /28 or wider",
		},
		"apps subnet reserved": {
			changed(full(), func(a *n) {
				a.AddressSpace = "172.16.0.0/12"
				a.Subnets = map[string]spec.Subnet{spec.ContainerApps: prefix("172.30.4.0/23")}
			}),
			"subnets.containerApps.addressPrefix", "must not overlap 172.30.0.0/16",
		},
		"gateway without its subnet": {
			changed(full(), func(a *n) {
				delete(a.Subnets, spec.ContainerInstances)
				a.NatGateway.ID = natID
			}), "natGateway", "needs a containerInstances subnet that is created",
		},
		"gateway name": {
			changed(full(), func(a *n) { a.NatGateway.Name = "?" }), "natGateway.name", "must be 1 to 80",
		},
		"gateway id": {
			changed(full(), func(a *n) { a.NatGateway.ID = zoneID }), "natGateway.id", "must be the id of",
		},
		"gateway created and adopted": {
			changed(full(), func(a *n) {
				create := true
				a.NatGateway = spec.NatGateway{Create: &create, ID: natID}
			}), "natGateway", "must be either adopted by id or created",
		},
		"zone id": {
			changed(adopted(), func(a *n) { a.PrivateDNSZone.ID = networkID }),
			"privateDnsZone.id", "must be the id of",
		},
		"adopted zone of something else": {
			changed(adopted(), func(a *n) {
				a.PrivateDNSZone.ID = strings.ReplaceAll(zoneID, "privatelink.azurecr.io", "contoso.com")
			}), "privateDnsZone.id", "must be the zone of a cloud's registries",
		},
		"created zone is linked": {
			changed(full(), func(a *n) { a.PrivateDNSZone.Linked = true }),
			"privateDnsZone.linked", "must be false",
		},
		"zone of something else": {
			changed(full(), func(a *n) { a.PrivateDNSZone.Name = "privatelink.azurecr.com" }),
			"privateDnsZone.name", "must be the zone of a cloud's registries",
		},
		"all at once": {
			changed(full(), func(a *n) {
				a.ResourceGroupName, a.Name = nil, "?"
				a.Subnets[spec.ContainerApps] = prefix("10.1.0.0/23")
			}), "name,resourceGroupName,subnets.containerApps.addressPrefix", "",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faults := mocktest.CheckFaults(t, program(test.args), strings.Split(test.path, ",")...)
			if rule := faults[0].Rule; !strings.Contains(rule, test.rule) {
				t.Errorf("rule = %q, want it to hold %q", rule, test.rule)
			}
		})
	}
}
