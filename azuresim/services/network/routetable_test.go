package network_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

var routesID = bench.Resource("Microsoft.Network/routeTables/rt")

func routes(route engine.Body) engine.Body {
	return engine.Body{"location": bench.Region, "properties": engine.Body{
		"routes": []any{engine.Body{"name": "way", "properties": route}},
	}}
}

func TestRouteTableOfASubnet(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(routesID, routes(engine.Body{"addressPrefix": "0.0.0.0/0", "nextHopType": "None"}))
	b.Put(bench.PESubnet, bench.Changed(bench.Subnet("", "10.0.2.0/24", ""), func(p engine.Body) {
		p["routeTable"] = engine.Body{"id": routesID}
	}))
	if subnets, _ := b.Property(routesID, "subnets").([]any); len(subnets) != 1 {
		t.Errorf("got subnets %v", subnets)
	}
	_, err := b.World.Delete(routesID)
	bench.Refused(t, err, "InUseRouteTableCannotBeDeleted", "private-endpoints")
}

func TestApplianceNeedsAnAddress(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	bench.Refused(t, b.Try(routesID, routes(engine.Body{
		"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance",
	})), "InvalidNextHopIpAddress", "way")
}
