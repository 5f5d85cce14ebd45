package world

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func names(bodies []Body) []string {
	var names []string
	for _, body := range bodies {
		names = append(names, body["name"].(string))
	}
	return names
}

func TestSubnetsOfANetwork(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(vnetID, vnetBody(defaultSubnets()...))
	b.put(vnetID+"/subnets/own", subnetBody("own", "10.0.4.0/24", ""))
	subnets, err := b.w.List(vnetID + "/subnets")
	refused(t, err, "", "")
	want := []string{"container-apps", "private-endpoints", "container-instances", "own"}
	if diff := cmp.Diff(want, names(subnets)); diff != "" {
		t.Errorf("subnets (-want +got):\n%s", diff)
	}
	if got := b.w.Count(); got != 3 {
		t.Errorf("got %d resources, want the group, the network and the subnet put by itself", got)
	}
	b.put(vnetID, vnetBody(subnetBody("private-endpoints", "10.0.2.0/24", "")))
	if got := len(b.property(vnetID, "subnets").([]any)); got != 1 {
		t.Errorf("got %d subnets after a PUT with one", got)
	}
	b.put(vnetID, vnetBody())
	if got := b.property(vnetID, "subnets"); len(got.([]any)) != 0 {
		t.Errorf("got subnets %v after a PUT without any", got)
	}
}

func TestPatchKeepsSubnets(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(vnetID, vnetBody(defaultSubnets()...))
	result, err := b.w.Patch(vnetID, Body{"tags": Body{"team": "a"}})
	refused(t, err, "", "")
	refused(t, b.await(result.Operation), "", "")
	body := b.get(vnetID)
	if got := len(properties(body)["subnets"].([]any)); got != 3 {
		t.Errorf("got %d subnets", got)
	}
	if diff := cmp.Diff(Body{"team": "a"}, body["tags"]); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	_, err = b.w.Patch(vnetID+"x", Body{})
	refused(t, err, "ResourceNotFound", "vnetx")
}

func TestNetworkRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body       Body
		code, part string
	}{
		"outside": {vnetBody(subnetBody("a", "10.1.0.0/24", "")), "NetcfgInvalidSubnet", "'a'"},
		"overlap": {
			vnetBody(subnetBody("a", "10.0.0.0/24", ""), subnetBody("b", "10.0.0.128/25", "")),
			"NetcfgSubnetRangesOverlap", "'b'",
		},
		"too small": {vnetBody(subnetBody("a", "10.0.0.0/30", "")), "NetcfgInvalidSubnet", "/29"},
		"host bits": {
			vnetBody(subnetBody("a", "10.0.0.1/24", "")), "InvalidAddressPrefixFormat",
			"10.0.0.1/24",
		},
		"no name":     {vnetBody(Body{"properties": Body{}}), "InvalidResourceName", ""},
		"no space":    {Body{"location": region}, "InvalidRequestFormat", "address space"},
		"no location": {Body{}, "LocationRequired", ""},
		"wrong shape": {
			Body{"location": region, "properties": Body{"subnets": "x"}},
			"InvalidRequestFormat",
			"",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refused(t, open(t, Options{}).try(vnetID, test.body), test.code, test.part)
		})
	}
}

func TestSubnetInUse(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	_, err := b.w.Delete(peSubnet)
	refused(t, err, "InUseSubnetCannotBeDeleted", "pe-acr")
	_, err = b.w.Delete(vnetID)
	refused(t, err, "InUseSubnetCannotBeDeleted", "pe-acr")
	refused(t, b.try(vnetID, vnetBody()), "InUseSubnetCannotBeDeleted", "pe-acr")
	refused(t, b.try(peSubnet, subnetBody("", "10.0.5.0/24", "")), "InUsePrefixCannotBeDeleted",
		"private-endpoints")
	if refs := b.property(peSubnet, "privateEndpoints").([]any); len(refs) != 1 {
		t.Errorf("got tenants %v", refs)
	}
}

func TestSiblingSubnetsTakeTurns(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(vnetID, vnetBody())
	first, err := b.w.Put(vnetID+"/subnets/a", subnetBody("", "10.0.1.0/24", ""))
	refused(t, err, "", "")
	_, err = b.w.Put(vnetID+"/subnets/b", subnetBody("", "10.0.2.0/24", ""))
	refused(t, err, "AnotherOperationInProgress", "subnets/a")
	refused(t, b.await(first.Operation), "", "")
	b.put(vnetID+"/subnets/b", subnetBody("", "10.0.2.0/24", ""))
}

func TestNatGateway(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	ip, nat := resource("Microsoft.Network/publicIPAddresses/pip"),
		resource("Microsoft.Network/natGateways/nat")
	standard := Body{"location": region, "sku": Body{"name": "Standard"}, "properties": Body{}}
	refused(t, b.try(ip, standard), "PublicIPAddressWithStandardSkuMustHaveStaticAllocation", "")
	properties(standard)["publicIPAllocationMethod"] = "Static"
	b.put(ip, standard)
	if got, _ := b.property(ip, "ipAddress").(string); got == "" {
		t.Error("the public address is missing")
	}
	gateway := Body{"location": region, "properties": Body{"publicIpAddresses": []any{Body{"id": ip}}}}
	b.put(nat, gateway)
	_, err := b.w.Delete(ip)
	refused(t, err, "PublicIPAddressCannotBeDeleted", "nat")
	sub := subnetBody("s", "10.0.3.0/27", "")
	properties(sub)["natGateway"] = Body{"id": nat}
	b.put(vnetID, vnetBody(sub))
	_, err = b.w.Delete(nat)
	refused(t, err, "InUseNatGatewayCannotBeDeleted", "subnets/s")
	properties(sub)["natGateway"] = Body{"id": nat + "x"}
	refused(t, b.try(vnetID, vnetBody(sub)), "InvalidResourceReference", "natx")
}
