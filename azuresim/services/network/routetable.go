package network

import (
	"net/netip"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).routeTable)

// routeTable has its routes in its body, and leads the traffic of the subnets that it is attached to.
func (s *Service) routeTable() engine.Type {
	return engine.Type{
		Row: catalog.RouteTable, NameCode: badName, Etag: engine.WeakEtag, OmitsTags: true,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"resourceGuid", "subnets"},
		Accept:   acceptRouteTable, View: s.viewRouteTable, Refuse: s.refuseRouteTable,
		Example: engine.Example{Name: "rt-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"routes": []any{engine.Body{"name": "default", "properties": engine.Body{
					"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance",
					"nextHopIpAddress": "10.1.0.4",
				}}},
			}}
		}},
	}
}

// route is one of a route table, or of those that Azure adds.
type route struct {
	name, prefix string
	hop          armnetwork.RouteNextHopType
	appliance    string
}

func routesOf(table *engine.Resource) []route {
	return routesIn(engine.As[armnetwork.RouteTable](table))
}

func routesIn(table armnetwork.RouteTable) []route {
	var all []route
	for _, r := range engine.Value(table.Properties).Routes {
		p := engine.Value(engine.Value(r).Properties)
		all = append(all, route{
			name: engine.Value(engine.Value(r).Name), prefix: engine.Value(p.AddressPrefix),
			hop: engine.Value(p.NextHopType), appliance: engine.Value(p.NextHopIPAddress),
		})
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

// acceptRouteTable checks the routes. The code of an appliance without an address is assumed.
func acceptRouteTable(r *engine.Request) error {
	table, err := engine.Read[armnetwork.RouteTable](r.Resource.Body)
	if err != nil {
		return err
	}
	for _, route := range routesIn(table) {
		toAppliance := hops(route, armnetwork.RouteNextHopTypeVirtualAppliance)
		if _, err := netip.ParseAddr(route.appliance); toAppliance && err != nil {
			return engine.BadRequest("InvalidNextHopIpAddress", "Route %s has next hop type "+
				"VirtualAppliance and needs a valid nextHopIpAddress, not '%s'.", route.name, route.appliance)
		}
	}
	engine.Fill(r.Properties(), engine.Body{
		"routes": []any{}, "disableBgpRoutePropagation": false, "resourceGuid": r.Resource.GUID("resource"),
	})
	return nil
}

func (s *Service) viewRouteTable(table *engine.Resource, body engine.Body) {
	if subnets := s.subnetsRoutedBy(table); len(subnets) > 0 {
		engine.Properties(body)["subnets"] = engine.References(subnets)
	}
}

// refuseRouteTable has Azure's code; the text is assumed.
func (s *Service) refuseRouteTable(table *engine.Resource) error {
	subnets := s.subnetsRoutedBy(table)
	if len(subnets) == 0 {
		return nil
	}
	return engine.BadRequest("InUseRouteTableCannotBeDeleted", "Route table %s is in use and cannot be "+
		"deleted: %s has it.", table.ID, subnets[0])
}

func (s *Service) subnetsRoutedBy(table *engine.Resource) []string {
	return s.subnetsWith(table, func(p armnetwork.SubnetPropertiesFormat) *string {
		return engine.Value(p.RouteTable).ID
	})
}
