package network_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

func names(bodies []world.Body) []string {
	var names []string
	for _, body := range bodies {
		names = append(names, body["name"].(string))
	}
	return names
}

func TestSubnetsOfANetwork(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.NatGateway()
	b.Put(bench.VNetID, bench.VNet(bench.Subnets()...))
	b.Put(bench.VNetID+"/subnets/own", bench.Subnet("own", "10.0.4.0/24", ""))
	subnets, err := b.World.List(bench.VNetID + "/subnets")
	bench.Refused(t, err, "", "")
	want := []string{"container-apps", "private-endpoints", "container-instances", "own"}
	if diff := cmp.Diff(want, names(subnets)); diff != "" {
		t.Errorf("subnets (-want +got):\n%s", diff)
	}
	if got := b.World.Count(); got != 5 {
		t.Errorf("got %d resources, want the group, the gateway with its address, the network and the "+
			"subnet put by itself", got)
	}
	b.Put(bench.VNetID, bench.VNet(bench.Subnet("private-endpoints", "10.0.2.0/24", "")))
	if got := len(b.Property(bench.VNetID, "subnets").([]any)); got != 1 {
		t.Errorf("got %d subnets after a PUT with one", got)
	}
	b.Put(bench.VNetID, bench.VNet())
	if got := b.Property(bench.VNetID, "subnets"); len(got.([]any)) != 0 {
		t.Errorf("got subnets %v after a PUT without any", got)
	}
}

func TestPatchKeepsSubnets(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.NatGateway()
	b.Put(bench.VNetID, bench.VNet(bench.Subnets()...))
	result, err := b.World.Patch(bench.VNetID, world.Body{"tags": world.Body{"team": "a"}})
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(result.Operation), "", "")
	body := b.Get(bench.VNetID)
	if got := len(engine.Properties(body)["subnets"].([]any)); got != 3 {
		t.Errorf("got %d subnets", got)
	}
	if diff := cmp.Diff(world.Body{"team": "a"}, body["tags"]); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	_, err = b.World.Patch(bench.VNetID+"x", world.Body{})
	bench.Refused(t, err, "ResourceNotFound", "vnetx")
}

func TestNetworkRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body       world.Body
		code, part string
	}{
		"outside": {bench.VNet(bench.Subnet("a", "10.1.0.0/24", "")), "NetcfgInvalidSubnet", "'a'"},
		"overlap": {
			bench.VNet(bench.Subnet("a", "10.0.0.0/24", ""), bench.Subnet("b", "10.0.0.128/25", "")),
			"NetcfgSubnetRangesOverlap", "'b'",
		},
		"too small": {bench.VNet(bench.Subnet("a", "10.0.0.0/30", "")), "NetcfgInvalidSubnet", "/29"},
		"host bits": {
			bench.VNet(bench.Subnet("a", "10.0.0.1/24", "")), "InvalidAddressPrefixFormat",
			"10.0.0.1/24",
		},
		"no name":     {bench.VNet(world.Body{"properties": world.Body{}}), "InvalidResourceName", ""},
		"no space":    {world.Body{"location": bench.Region}, "InvalidRequestFormat", "address space"},
		"no location": {world.Body{}, "LocationRequired", ""},
		"wrong shape": {
			world.Body{"location": bench.Region, "properties": world.Body{"subnets": "x"}},
			"InvalidRequestFormat",
			"",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bench.Refused(t, bench.Open(t, world.Options{}).Try(bench.VNetID, test.body), test.code,
				test.part)
		})
	}
}

func TestSubnetInUse(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	_, err := b.World.Delete(bench.PESubnet)
	bench.Refused(t, err, "InUseSubnetCannotBeDeleted", "pe-acr")
	_, err = b.World.Delete(bench.VNetID)
	bench.Refused(t, err, "InUseSubnetCannotBeDeleted", "pe-acr")
	bench.Refused(t, b.Try(bench.VNetID, bench.VNet()), "InUseSubnetCannotBeDeleted", "pe-acr")
	bench.Refused(t, b.Try(bench.PESubnet, bench.Subnet("", "10.0.5.0/24", "")), "InUsePrefixCannotBeDeleted",
		"private-endpoints")
	if refs := b.Property(bench.PESubnet, "privateEndpoints").([]any); len(refs) != 1 {
		t.Errorf("got tenants %v", refs)
	}
}

func TestSiblingSubnetsTakeTurns(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.VNetID, bench.VNet())
	first, err := b.World.Put(bench.VNetID+"/subnets/a", bench.Subnet("", "10.0.1.0/24", ""))
	bench.Refused(t, err, "", "")
	_, err = b.World.Put(bench.VNetID+"/subnets/b", bench.Subnet("", "10.0.2.0/24", ""))
	bench.Refused(t, err, "AnotherOperationInProgress", "subnets/a")
	bench.Refused(t, b.Await(first.Operation), "", "")
	b.Put(bench.VNetID+"/subnets/b", bench.Subnet("", "10.0.2.0/24", ""))
}

func TestNatGateway(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	ip, nat := bench.Resource("Microsoft.Network/publicIPAddresses/pip"),
		bench.Resource("Microsoft.Network/natGateways/nat")
	standard := world.Body{
		"location": bench.Region, "sku": world.Body{"name": "Standard"},
		"properties": world.Body{},
	}
	bench.Refused(t, b.Try(ip, standard), "PublicIPAddressWithStandardSkuMustHaveStaticAllocation", "")
	engine.Properties(standard)["publicIPAllocationMethod"] = "Static"
	b.Put(ip, standard)
	if got, _ := b.Property(ip, "ipAddress").(string); got == "" {
		t.Error("the public address is missing")
	}
	gateway := world.Body{
		"location":   bench.Region,
		"properties": world.Body{"publicIpAddresses": []any{world.Body{"id": ip}}},
	}
	b.Put(nat, gateway)
	_, err := b.World.Delete(ip)
	bench.Refused(t, err, "PublicIPAddressCannotBeDeleted", "nat")
	sub := bench.Subnet("s", "10.0.3.0/27", "")
	engine.Properties(sub)["natGateway"] = world.Body{"id": nat}
	b.Put(bench.VNetID, bench.VNet(sub))
	_, err = b.World.Delete(nat)
	bench.Refused(t, err, "InUseNatGatewayCannotBeDeleted", "subnets/s")
	engine.Properties(sub)["natGateway"] = world.Body{"id": nat + "x"}
	bench.Refused(t, b.Try(bench.VNetID, bench.VNet(sub)), "InvalidResourceReference", "natx")
}
