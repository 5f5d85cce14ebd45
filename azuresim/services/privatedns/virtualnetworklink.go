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
		Accept:   s.acceptLink, Settle: s.settleLink,
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

func networkIn(link *engine.Resource) string {
	return networkOf(engine.As[armprivatedns.VirtualNetworkLink](link))
}

func (s *Service) acceptLink(r *engine.Request) error {
	link, err := engine.Read[armprivatedns.VirtualNetworkLink](r.Resource.Body)
	if err != nil {
		return err
	}
	if _, err := s.engine.Refer(r.Resource, catalog.VirtualNetwork.ARM, networkOf(link)); err != nil {
		return err
	}
	if r.Old != nil && !same(networkIn(r.Old), networkOf(link)) {
		// Spokes that give their links one name in a shared zone meet here. The text is assumed.
		return engine.BadRequest("BadRequest", "The virtual network of link %s cannot be changed from %s to "+
			"%s.", r.Resource.ID, networkIn(r.Old), networkOf(link))
	}
	engine.Fill(r.Properties(), engine.Body{
		"registrationEnabled": false, "virtualNetworkLinkState": "InProgress",
	})
	return nil
}

// settleLink refuses a second link of a network to one zone (ansible-collections/azure#813) and to zones of
// one name (azure-aks-docs#212), after the request was accepted: pnp/Microsoft365-Analytics-Insights#562.
func (s *Service) settleLink(link *engine.Resource) error {
	vnet, zone := networkIn(link), zoneOf(link.ID)
	for _, other := range s.linksOf(vnet) {
		otherZone := zoneOf(other.ID)
		switch {
		case same(other.ID, link.ID) || !other.Works():
		case otherZone == zone:
			return engine.Conflict("Conflict", "Private zone '%s' is already linked to the virtual network "+
				"'%s'.", engine.LastName(zone), vnet)
		case strings.EqualFold(engine.LastName(otherZone), engine.LastName(zone)):
			return engine.BadRequest("BadRequest", "A virtual network cannot be linked to multiple zones "+
				"with overlapping namespaces. You tried to link virtual network with '%s' and '%s' zones.",
				engine.LastName(otherZone), engine.LastName(zone))
		}
	}
	link.Properties()["virtualNetworkLinkState"] = "Completed"
	return nil
}

// redirects reports whether names that the link's zone does not have are looked up in public. Azure docs:
// dns/private-dns-fallback, which has it for zones of private link alone.
func redirects(link *engine.Resource) bool {
	policy := engine.Value(engine.As[armprivatedns.VirtualNetworkLink](link).Properties).ResolutionPolicy
	ofPrivateLink := strings.Contains("."+engine.LastName(zoneOf(link.ID)), ".privatelink.")
	return ofPrivateLink && engine.Is(policy, armprivatedns.ResolutionPolicyNxDomainRedirect)
}

// linksOf are the links of a virtual network.
func (s *Service) linksOf(vnetID string) []*engine.Resource {
	var links []*engine.Resource
	for _, link := range s.engine.OfType(catalog.VirtualNetworkLink.ARM) {
		if same(networkIn(link), vnetID) {
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
