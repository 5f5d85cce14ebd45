package world

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// serviceLink is the service association link that a service ties a delegated subnet with, and which may stay
// after its last tenant: azure-container-apps#974, foundry-samples#153, azure-cli#21637.
type serviceLink struct {
	// name is Azure's.
	name string
	// service is what the subnet is delegated to.
	service string
}

// serviceLinks are those of the types of tenants that tie a subnet.
var serviceLinks = map[string]serviceLink{
	typeEnvironment:    {name: "legionservicelink", service: delegateApps},
	typeContainerGroup: {name: "acisal", service: delegateContainers},
}

// leaveSubnet is called when a tenant is gone: its service keeps the subnet tied for as long as the options
// say.
func leaveSubnet(w *World, rec *record) {
	sub := w.find(typeSubnet, rec.Facts.Subnet)
	if sub == nil || delegated(sub) == "" || w.options.ServiceLinkLag <= 0 {
		return
	}
	ties := maps.Clone(sub.Facts.Tied)
	if ties == nil {
		ties = map[string]time.Time{}
	}
	ties[rec.Type] = w.at.Add(w.options.ServiceLinkLag)
	sub.Facts.Tied = ties
	w.keep(sub)
}

// tiedBy are the service association links of a subnet: those of its tenants, and those left behind.
func (w *World) tiedBy(sub *record) []serviceLink {
	var ties []serviceLink
	for _, tenantType := range slices.Sorted(maps.Keys(serviceLinks)) {
		isTenant := func(r *record) bool { return r.Type == tenantType }
		living := delegated(sub) != "" && slices.ContainsFunc(w.tenants(sub.ID), isTenant)
		if living || w.at.Before(sub.Facts.Tied[tenantType]) {
			ties = append(ties, serviceLinks[tenantType])
		}
	}
	return ties
}

// leftLink is a link that holds a subnet without a tenant, nil if there is none.
func (w *World) leftLink(sub *record) *serviceLink {
	if ties := w.tiedBy(sub); len(ties) > 0 && len(w.tenants(sub.ID)) == 0 {
		return &ties[0]
	}
	return nil
}

// keepsDelegation refuses to take the delegation away from a subnet that is tied (azure-docs#48902).
func (w *World) keepsDelegation(old, now *record) error {
	for _, tie := range w.tiedBy(old) {
		if !strings.EqualFold(delegated(now), tie.service) {
			return badRequest("SubnetMissingRequiredDelegation", "Subnet %s requires any of the following "+
				"delegation(s) [%s] to reference service association link %s.", old.ID, tie.service,
				associationID(old, tie))
		}
	}
	return nil
}

func associationID(sub *record, link serviceLink) string {
	return sub.ID + "/serviceAssociationLinks/" + link.name
}

func viewServiceLinks(w *World, sub *record, body Body) {
	var shown []any
	for _, tie := range w.tiedBy(sub) {
		shown = append(shown, Body{
			"id": associationID(sub, tie), "name": tie.name, "type": typeSubnet + "/serviceAssociationLinks",
			"properties": Body{
				"linkedResourceType": tie.service, "allowDelete": false, "provisioningState": stateSucceeded,
			},
		})
	}
	if len(shown) > 0 {
		properties(body)["serviceAssociationLinks"] = shown
	}
}
