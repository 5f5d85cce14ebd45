package spec_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/schema"
	"private-acr/spec"
)

func TestWhoNeedsANatGateway(t *testing.T) {
	t.Parallel()
	subnets := func(of map[string]spec.Subnet) func(*spec.Network) {
		return func(n *spec.Network) { n.Subnets = of }
	}
	const prefix = "10.0.3.0/27"
	for name, test := range map[string]struct {
		change func(*spec.Network)
		want   bool
	}{
		"created groups": {nil, true},
		"an adopted gateway": {
			func(n *spec.Network) { n.NatGateway.ID = gateway }, false,
		},
		"told so": {func(n *spec.Network) { n.NatGateway.Create = pulumi.BoolRef(false) }, false},
		"no groups": {
			subnets(map[string]spec.Subnet{spec.PrivateEndpoints: {AddressPrefix: prefix}}), false,
		},
		"apps": {subnets(map[string]spec.Subnet{spec.ContainerApps: {AddressPrefix: prefix}}), false},
		"adopted groups": {
			subnets(map[string]spec.Subnet{spec.ContainerInstances: {ID: vnet + "/subnets/s"}}), false,
		},
		"subnets of nothing": {subnets(map[string]spec.Subnet{"x": {AddressPrefix: prefix}}), false},
	} {
		n := network()
		if test.change != nil {
			test.change(&n)
		}
		schema.Resolve(&n, "myapp", schema.Component, &spec.Faults{})
		if *n.NatGateway.Create != test.want {
			t.Errorf("%s: create is %t", name, *n.NatGateway.Create)
		}
	}
}

func TestNetworksThatAreRight(t *testing.T) {
	t.Parallel()
	adopting := func(subnets map[string]spec.Subnet) func(*spec.Network) {
		return func(n *spec.Network) { n.VirtualNetworkID, n.Subnets = vnet, subnets }
	}
	for name, change := range map[string]func(*spec.Network){
		"the smallest subnets": func(n *spec.Network) {
			n.Subnets = map[string]spec.Subnet{
				spec.PrivateEndpoints:   {AddressPrefix: "10.0.0.0/29"},
				spec.ContainerApps:      {AddressPrefix: "10.0.0.32/27"},
				spec.ContainerInstances: {AddressPrefix: "10.0.0.64/28"},
			}
		},
		"adopted subnets": adopting(map[string]spec.Subnet{
			spec.PrivateEndpoints: {ID: vnet + "/subnets/a"}, spec.ContainerApps: {ID: vnet + "/subnets/b"},
		}),
		"what only environments keep": adopting(map[string]spec.Subnet{
			spec.PrivateEndpoints: {AddressPrefix: "172.30.0.0/24"},
		}),
		"adopted gateway": func(n *spec.Network) { n.NatGateway.ID = gateway },
		"adopted zone":    func(n *spec.Network) { n.PrivateDNSZone.ID = zone },
	} {
		if faults := faultsOf(of(network, change)); len(faults) > 0 {
			t.Errorf("%s: got %v", name, faults)
		}
	}
}

// TestMistakesOfAdoption are those of a network that exists.
func TestMistakesOfAdoption(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		subnets map[string]spec.Subnet
		want    string
	}{
		"another network's subnet": {
			map[string]spec.Subnet{spec.ContainerApps: {ID: vnet + "2/subnets/s"}},
			"subnets.containerApps.id: must lie in the adopted virtual network " + vnet,
		},
		"one subnet for two": {
			map[string]spec.Subnet{
				spec.PrivateEndpoints: {ID: vnet + "/subnets/s"}, spec.ContainerApps: {ID: vnet +
					"/subnets/S"},
			},
			"subnets.privateEndpoints.id: must differ from subnets.containerApps: its delegation allows no " +
				"other use",
		},
		"what environments keep": {
			map[string]spec.Subnet{spec.ContainerApps: {AddressPrefix: "172.30.0.0/24"}},
			"subnets.containerApps.addressPrefix: must not overlap 172.30.0.0/16, which Azure keeps to " +
				"itself",
		},
		"what everybody keeps": {
			map[string]spec.Subnet{spec.ContainerApps: {AddressPrefix: "169.254.0.0/24"}},
			"subnets.containerApps.addressPrefix: must not overlap 169.254.0.0/16, which Azure keeps to " +
				"itself",
		},
	} {
		faults := faultsOf(of(network, func(n *spec.Network) {
			n.VirtualNetworkID, n.Subnets = vnet,
				test.subnets
		}))
		if len(faults) != 1 || faults[0].Path+": "+faults[0].Rule != test.want {
			t.Errorf("%s: got %v, want %s", name, faults, test.want)
		}
	}
}

func TestHowManyTags(t *testing.T) {
	t.Parallel()
	for name, target := range map[string]func(tags spec.Tags) any{
		"registry": func(tags spec.Tags) any {
			return of(registryOf,
				func(r *spec.Registry) { r.Tags = tags })
		},
		"endpoint": func(tags spec.Tags) any {
			return of(endpoint,
				func(e *spec.PrivateEndpoint) { e.Tags = tags })
		},
		"data": func(tags spec.Tags) any {
			return of(dataEndpoints,
				func(d *spec.DataEndpoints) { d.Tags = tags })
		},
		"app": func(tags spec.Tags) any { return of(app, func(a *spec.ContainerApp) { a.Tags = tags }) },
		"instance": func(tags spec.Tags) any {
			return of(instance,
				func(i *spec.ContainerInstance) { i.Tags = tags })
		},
		"environment": func(tags spec.Tags) any {
			subnet := pulumi.String(vnet + "/subnets/s")
			return &spec.Environment{Location: here, ResourceGroupName: rg, SubnetID: subnet, Tags: tags}
		},
		"identity": func(tags spec.Tags) any {
			id := pulumi.String(registry)
			return &spec.PullIdentity{Location: here, ResourceGroupName: rg, RegistryID: id, Tags: tags}
		},
	} {
		if faults := faultsOf(target(many(50))); len(faults) > 0 {
			t.Errorf("%s: got %v of 50 tags", name, faults)
		}
		faults := faultsOf(target(many(51)))
		const want = "tags: must be at most 50 tags, because a resource bears no more, got 51; remove 1 of " +
			"them"
		if len(faults) != 1 || faults[0].Error() != want {
			t.Errorf("%s: got %v", name, faults)
		}
	}
}

func TestMembersAreOfKnownRegions(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*spec.DataEndpoints){
		"regions: is required":                     func(d *spec.DataEndpoints) { d.Regions = nil },
		"regions[1]: must be a known Azure region": func(d *spec.DataEndpoints) { d.Regions[1] = "mars" },
	} {
		faults := faultsOf(of(dataEndpoints, change))
		if len(faults) != 1 || faults[0].Path+": "+faults[0].Rule != name {
			t.Errorf("got %v, want %s", faults, name)
		}
	}
}
