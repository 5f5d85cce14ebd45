package privatedns

import (
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/privatedns/armprivatedns"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).virtualNetworkLink)

// virtualNetworkLink makes a zone answer in a virtual network.
func (s *Service) virtualNetworkLink() engine.Type {
	return engine.Type{
		Row: catalog.VirtualNetworkLink, NameCode: "InvalidResourceName", Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: 45 * time.Second, Update: 10 * time.Second, Delete: 30 * time.Second,
			Source: "creating 35 to 70 s: the same; the rest assumed",
		},
		ReadOnly: []string{"virtualNetworkLinkState"},
		Accept:   s.acceptLink, Settle: settleLink,
		Example: engine.Example{Name: "link-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "global", "properties": engine.Body{
				"virtualNetwork": engine.Body{"id": id(catalog.VirtualNetwork)}, "registrationEnabled": false,
			}}
		}},
	}
}

func networkOf(link armprivatedns.VirtualNetworkLink) string {
	return engine.Value(engine.Value(engine.Value(link.Properties).VirtualNetwork).ID)
}

func (s *Service) acceptLink(r *engine.Request) error {
	link, err := engine.Read[armprivatedns.VirtualNetworkLink](r.Resource.Body)
	if err != nil {
		return err
	}
	vnet, err := s.engine.Refer(r.Resource, catalog.VirtualNetwork.ARM, networkOf(link))
	if err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{
		"registrationEnabled": false, "virtualNetworkLinkState": "InProgress",
	})
	return s.onlyLink(r, vnet)
}

// onlyLink refuses a second link of a network to zones of one name, and to one zone. The text is assumed.
func (s *Service) onlyLink(r *engine.Request, vnet *engine.Resource) error {
	for _, other := range s.linksOf(vnet.ID) {
		zone := engine.LastName(zoneOf(other.ID))
		if same(other.ID, r.Resource.ID) || !strings.EqualFold(zone, r.ID.Parent.Name) {
			continue
		}
		return engine.Conflict("Conflict", "A virtual network cannot be linked to multiple zones with "+
			"overlapping namespaces. You tried to link virtual network %s with zone '%s', but it is already "+
			"linked by %s.", vnet.ID, r.ID.Parent.Name, other.ID)
	}
	return nil
}

func settleLink(link *engine.Resource) error {
	link.Properties()["virtualNetworkLinkState"] = "Completed"
	return nil
}

// linksOf are the links of a virtual network.
func (s *Service) linksOf(vnetID string) []*engine.Resource {
	var links []*engine.Resource
	for _, link := range s.engine.OfType(catalog.VirtualNetworkLink.ARM) {
		if same(networkOf(engine.As[armprivatedns.VirtualNetworkLink](link)), vnetID) {
			links = append(links, link)
		}
	}
	return links
}

// zoneOf is the key of the zone that a link is in.
func zoneOf(linkID string) string {
	zone, _, _ := strings.Cut(engine.Key(linkID), "/virtualnetworklinks/")
	return zone
}
