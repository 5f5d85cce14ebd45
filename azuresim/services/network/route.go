package network

import (
	"net/netip"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).route)

// route is put by itself or in the body of its route table.
func (s *Service) route() engine.Type {
	return engine.Type{
		Row: catalog.Route, NameCode: badName, Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"hasBgpOverride"}, Accept: acceptRoute,
		Example: engine.Example{Name: "route-example", Body: func(func(catalog.Type) string) engine.Body {
			return routeBody("route-example", "192.0.2.0/24")
		}},
	}
}

func routeBody(name, prefix string) engine.Body {
	return engine.Body{"name": name, "properties": engine.Body{
		"addressPrefix": prefix, "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.0.4",
	}}
}

// acceptRoute refuses an appliance without an address by an assumed code.
func acceptRoute(r *engine.Request) error {
	model, err := engine.Read[armnetwork.Route](r.Resource.Body)
	if err != nil {
		return err
	}
	way := routeIn(&model)
	toAppliance := hops(way, armnetwork.RouteNextHopTypeVirtualAppliance)
	if _, err := netip.ParseAddr(way.appliance); toAppliance && err != nil {
		return engine.BadRequest("InvalidNextHopIpAddress", "Route %s has next hop type "+
			"VirtualAppliance and needs a valid nextHopIpAddress, not '%s'.",
			r.Resource.Name(), way.appliance)
	}
	return nil
}

// route is one as traffic follows it: one of a route table, or of those that Azure adds.
type route struct {
	name, prefix string
	hop          armnetwork.RouteNextHopType
	appliance    string
}

func routeIn(model *armnetwork.Route) route {
	p := engine.Value(model.Properties)
	return route{
		name: engine.Value(model.Name), prefix: engine.Value(p.AddressPrefix),
		hop: engine.Value(p.NextHopType), appliance: engine.Value(p.NextHopIPAddress),
	}
}

func (s *Service) routesOf(table *engine.Resource) []route {
	var all []route
	for _, model := range models[armnetwork.Route](s.engine, table, catalog.Route) {
		all = append(all, routeIn(model))
	}
	return all
}

// bits is how specific a route is. The prefix of a service tag stands for many small ranges.
func (r route) bits() int {
	if prefix, err := netip.ParsePrefix(r.prefix); err == nil {
		return prefix.Bits()
	}
	return 31
}
