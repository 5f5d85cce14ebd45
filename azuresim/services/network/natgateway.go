package network

import (
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).natGateway)

// natGateway is the way out of a subnet: see egress.go.
func (s *Service) natGateway() engine.Type {
	return engine.Type{
		Row: catalog.NatGateway, NameCode: badName, Etag: engine.WeakEtag, OmitsTags: true,
		Takes: engine.Durations{
			Create: 10 * time.Second, Update: 10 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"resourceGuid", "subnets"},
		Accept:   s.acceptNatGateway, View: s.viewNatGateway, Refuse: s.refuseNatGateway,
		Example: engine.Example{Name: "ng-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"publicIpAddresses": engine.References([]string{id(catalog.PublicIPAddress)}),
			}}
		}},
	}
}

func publicAddresses(gateway armnetwork.NatGateway) []string {
	return referenced(engine.Value(gateway.Properties).PublicIPAddresses)
}

// referenced are the ids that a body points at.
func referenced(references []*armnetwork.SubResource) []string {
	ids := make([]string, len(references))
	for i, reference := range references {
		ids[i] = engine.Value(engine.Value(reference).ID)
	}
	return ids
}

func (s *Service) acceptNatGateway(r *engine.Request) error {
	gateway, err := engine.Read[armnetwork.NatGateway](r.Resource.Body)
	if err != nil {
		return err
	}
	for _, id := range publicAddresses(gateway) {
		if _, err := s.engine.Refer(r.Resource, catalog.PublicIPAddress.ARM, id); err != nil {
			return err
		}
	}
	engine.Fill(r.Properties(), engine.Body{
		"idleTimeoutInMinutes": 4.0, "resourceGuid": r.Resource.GUID("resource"),
	})
	return nil
}

func (s *Service) viewNatGateway(gateway *engine.Resource, body engine.Body) {
	if subnets := s.subnetsThrough(gateway); len(subnets) > 0 {
		engine.Properties(body)["subnets"] = engine.References(subnets)
	}
}

// refuseNatGateway uses an assumed code.
func (s *Service) refuseNatGateway(gateway *engine.Resource) error {
	subnets := s.subnetsThrough(gateway)
	if len(subnets) == 0 {
		return nil
	}
	return engine.BadRequest("InUseNatGatewayCannotBeDeleted",
		"NAT gateway %s is in use by %s and cannot be "+
			"deleted.", gateway.ID, subnets[0])
}

func (s *Service) subnetsThrough(gateway *engine.Resource) []string {
	return s.subnetsWith(gateway, func(p armnetwork.SubnetPropertiesFormat) *string {
		return engine.Value(p.NatGateway).ID
	})
}
