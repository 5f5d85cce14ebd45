package network

import (
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).routeTable)

// routeTable leads the traffic of the subnets that it is attached to.
func (s *Service) routeTable() engine.Type {
	return engine.Type{
		Row: catalog.RouteTable, NameCode: badName, Etag: engine.WeakEtag, OmitsTags: true,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"resourceGuid", "subnets"},
		Accept:   s.acceptRouteTable, Settle: s.settleRouteTable,
		View: s.viewRouteTable, Refuse: s.refuseRouteTable,
		Example: engine.Example{Name: "rt-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"routes": []any{routeBody("default", "0.0.0.0/0")},
			}}
		}},
	}
}

func (s *Service) acceptRouteTable(r *engine.Request) error {
	plan, err := s.plan(r, parts{collection: "routes", part: s.route(), complete: acceptRoute})
	if err != nil {
		return err
	}
	s.followPlan(r, plan)
	engine.Fill(r.Properties(), engine.Body{
		"disableBgpRoutePropagation": false, "resourceGuid": r.Resource.GUID("resource"),
	})
	return nil
}

func (s *Service) settleRouteTable(table *engine.Resource) error {
	return s.settleParts(table, catalog.Route)
}

func (s *Service) viewRouteTable(table *engine.Resource, body engine.Body) {
	engine.Properties(body)["routes"] = s.shown(table, catalog.Route)
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
