package privatedns

import (
	"fmt"
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).zone)

func (s *Service) zone() engine.Type {
	return engine.Type{
		Row: catalog.PrivateZone, Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: 35 * time.Second, Update: 5 * time.Second, Delete: 30 * time.Second,
			Source: "creating 35 s: steampipe-plugin-azure#824; the rest assumed",
		},
		ReadOnly: []string{
			"maxNumberOfRecordSets", "maxNumberOfVirtualNetworkLinks",
			"maxNumberOfVirtualNetworkLinksWithRegistration", "numberOfRecordSets",
			"numberOfVirtualNetworkLinks", "numberOfVirtualNetworkLinksWithRegistration", "internalId",
		},
		View: s.viewZone, Refuse: s.refuseZone,
		Example: engine.Example{
			Name: "privatelink.azurecr.io",
			Body: func(func(catalog.Type) string) engine.Body { return engine.Body{"location": "global"} },
		},
	}
}

func (s *Service) viewZone(zone *engine.Resource, body engine.Body) {
	// The zone's own SOA record is one.
	records := 1 + len(s.engine.Children(zone.ID, catalog.PrivateRecordSet.ARM))
	engine.Fill(engine.Properties(body), engine.Body{
		"maxNumberOfRecordSets": 25000.0, "maxNumberOfVirtualNetworkLinks": 1000.0,
		"maxNumberOfVirtualNetworkLinksWithRegistration": 100.0,
		"numberOfVirtualNetworkLinksWithRegistration":    0.0,
		"numberOfRecordSets":                             float64(records),
		"numberOfVirtualNetworkLinks":                    float64(len(s.linksIn(zone))),
	})
}

func (s *Service) linksIn(zone *engine.Resource) []*engine.Resource {
	return s.engine.Children(zone.ID, catalog.VirtualNetworkLink.ARM)
}

func (s *Service) refuseZone(zone *engine.Resource) error {
	for _, link := range s.linksIn(zone) {
		return engine.Conflict("CannotDeleteResource",
			"Cannot delete resource while nested resources exist. "+
				"Some existing nested resource IDs include: '%s'. Please delete all nested resources before "+
				"deleting this resource.", link.ID)
	}
	return nil
}

// Authority is what answers for a name in a virtual network.
type Authority struct {
	// Zone is the most specific of the linked zones that the name lies in.
	Zone *engine.Resource
	// Redirects says that names which the zone does not have are looked up in public.
	Redirects bool
}

// AuthorityFor is what answers for the name in a virtual network, and whether anything does.
func (s *Service) AuthorityFor(vnetID, name string) (best Authority, exists bool) {
	for _, link := range s.linksOf(vnetID) {
		zone := s.engine.Find(catalog.PrivateZone.ARM, zoneOf(link.ID))
		if zone == nil || !link.Works() || !within(name, zone.Name()) {
			continue
		}
		if !exists || len(zone.Name()) > len(best.Zone.Name()) {
			best, exists = Authority{Zone: zone, Redirects: redirects(link)}, true
		}
	}
	return best, exists
}

func within(name, zone string) bool {
	return strings.HasSuffix(strings.ToLower(name), "."+strings.ToLower(zone))
}

// Ask is the address that a zone has for a name in it. The error says what is missing.
func (s *Service) Ask(zone *engine.Resource, name string) (string, error) {
	name, _ = recordName(name, zone.Name())
	set := s.engine.Find(catalog.PrivateRecordSet.ARM, recordID(zone.ID, name))
	if set == nil {
		return "", fmt.Errorf("zone %s is linked and has no record %s", zone.ID, name)
	}
	addresses := addressesIn(set)
	if len(addresses) == 0 {
		return "", fmt.Errorf("record %s of zone %s is empty", name, zone.ID)
	}
	return addresses[0], nil
}
