package network

import (
	"maps"
	"slices"
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// ServiceLink is the service association link that a service ties a delegated subnet with, and which may stay
// after its last tenant: azure-container-apps#974, foundry-samples#153, azure-cli#21637.
type ServiceLink struct {
	// Name is Azure's.
	Name string
	// Service is what the subnet is delegated to.
	Service string
}

// TieWith says that resources of a type tie the subnets that they live in.
func (s *Service) TieWith(tenantType string, link ServiceLink) {
	s.serviceLinks[tenantType] = link
}

// Leave is called when a tenant is gone: its service keeps the subnet tied for as long as the options say.
func (s *Service) Leave(res *engine.Resource) {
	sub := s.engine.Find(catalog.Subnet.ARM, TenancyOf(res).Subnet)
	if sub == nil || Delegation(sub) == "" || s.serviceLinkLag <= 0 {
		return
	}
	ties := maps.Clone(engine.State[subnetState](sub).Tied)
	if ties == nil {
		ties = map[string]time.Time{}
	}
	ties[res.Type] = s.engine.Now().Add(s.serviceLinkLag)
	engine.SetState(sub, subnetState{Tied: ties})
	s.engine.Keep(sub)
}

// tiedBy are the service association links of a subnet with the tenants: theirs, and those left behind.
func (s *Service) tiedBy(sub *engine.Resource, tenants []*engine.Resource) []ServiceLink {
	var ties []ServiceLink
	left := engine.State[subnetState](sub).Tied
	for _, tenantType := range slices.Sorted(maps.Keys(s.serviceLinks)) {
		isTenant := func(res *engine.Resource) bool { return res.Type == tenantType }
		living := Delegation(sub) != "" && slices.ContainsFunc(tenants, isTenant)
		if living || s.engine.Now().Before(left[tenantType]) {
			ties = append(ties, s.serviceLinks[tenantType])
		}
	}
	return ties
}

// LeftServiceLink is the id of a link that holds a subnet without a tenant, empty if there is none.
func (s *Service) LeftServiceLink(sub *engine.Resource) string {
	tenants := s.Tenants(sub.ID)
	if ties := s.tiedBy(sub, tenants); len(ties) > 0 && len(tenants) == 0 {
		return associationID(sub, ties[0])
	}
	return ""
}

// keepsDelegation refuses to take the delegation away from a subnet that is tied (azure-docs#48902).
func (s *Service) keepsDelegation(old, now *engine.Resource) error {
	for _, tie := range s.tiedBy(old, s.Tenants(old.ID)) {
		if !strings.EqualFold(Delegation(now), tie.Service) {
			return engine.BadRequest("SubnetMissingRequiredDelegation", "Subnet %s requires any of the "+
				"following delegation(s) [%s] to reference service association link %s.", old.ID, tie.Service,
				associationID(old, tie))
		}
	}
	return nil
}

func associationID(sub *engine.Resource, link ServiceLink) string {
	return sub.ID + "/serviceAssociationLinks/" + link.Name
}

func (s *Service) viewServiceLinks(sub *engine.Resource, tenants []*engine.Resource, body engine.Body) {
	var shown []any
	for _, tie := range s.tiedBy(sub, tenants) {
		shown = append(shown, engine.Body{
			"id": associationID(sub, tie), "name": tie.Name, "type": sub.Type + "/serviceAssociationLinks",
			"properties": engine.Body{
				"linkedResourceType": tie.Service, "allowDelete": false,
				"provisioningState": engine.Succeeded,
			},
		})
	}
	if len(shown) > 0 {
		engine.Properties(body)["serviceAssociationLinks"] = shown
	}
}
