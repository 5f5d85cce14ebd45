package world

import (
	"net/netip"
	"strings"

	"private-acr/internal/azure"
)

const (
	typePrivateZone = "Microsoft.Network/privateDnsZones"
	typeRecord      = typePrivateZone + "/A"
	typeZoneLink    = typePrivateZone + "/virtualNetworkLinks"
)

var privateZone = kind{
	typ: typePrivateZone, place: global, takes: privateZoneTakes,
	readOnly: []string{
		"maxNumberOfRecordSets", "maxNumberOfVirtualNetworkLinks",
		"maxNumberOfVirtualNetworkLinksWithRegistration",
		"numberOfRecordSets", "numberOfVirtualNetworkLinks", "numberOfVirtualNetworkLinksWithRegistration",
		"internalId",
	},
	view: viewZone, refuse: refuseZone,
}

// zoneRecord is a record set of type A. Zone groups write theirs; others can be put by hand.
var zoneRecord = kind{
	typ: typeRecord, stateless: true, readOnly: []string{"fqdn", "isAutoRegistered"}, accept: acceptRecord,
}

// zoneLink makes a zone answer in a virtual network.
var zoneLink = kind{
	typ: typeZoneLink, name: azure.NameVirtualNetworkLink, nameCode: "InvalidResourceName",
	place: global, takes: zoneLinkTakes, readOnly: []string{"virtualNetworkLinkState"},
	accept: acceptZoneLink, settle: settleZoneLink,
}

const (
	// autoTTL is the lifetime, in seconds, of the records of a zone group, as seen on Azure.
	autoTTL = 10
	// manualTTL is the usual one for records put by hand.
	manualTTL = 3600
)

type recordView struct {
	Properties struct {
		Records []struct {
			IP string `json:"ipv4Address"`
		} `json:"aRecords"`
	} `json:"properties"`
}

type zoneLinkView struct {
	Properties struct {
		Network reference `json:"virtualNetwork"`
	} `json:"properties"`
}

func viewZone(w *World, rec *record, body Body) {
	records, links := 1.0, 0.0
	for _, r := range w.beneath(rec.ID) {
		switch r.Type {
		case typeRecord:
			records++
		case typeZoneLink:
			links++
		}
	}
	fill(properties(body), Body{
		"maxNumberOfRecordSets": 25000.0, "maxNumberOfVirtualNetworkLinks": 1000.0,
		"maxNumberOfVirtualNetworkLinksWithRegistration": 100.0,
		"numberOfVirtualNetworkLinksWithRegistration":    0.0,
		"numberOfRecordSets":                             records, "numberOfVirtualNetworkLinks": links,
	})
}

func refuseZone(w *World, rec *record) error {
	for _, r := range w.beneath(rec.ID) {
		if r.Type == typeZoneLink {
			return conflict("CannotDeleteResource", "Cannot delete resource while nested resources exist. "+
				"Some existing nested resource IDs include: '%s'. Please delete all nested resources before "+
				"deleting this resource.", r.ID)
		}
	}
	return nil
}

func acceptRecord(r *request) error {
	v, err := read[recordView](r.rec.Body)
	if err != nil {
		return err
	}
	for _, a := range v.Properties.Records {
		if ip, err := netip.ParseAddr(a.IP); err != nil || !ip.Is4() {
			return badRequest("BadRequest", "The value '%s' of the record set '%s' is not an IPv4 address.",
				a.IP, r.id.Name)
		}
	}
	r.rec.Implicit = false
	fill(r.properties(), Body{
		"ttl": float64(manualTTL), "isAutoRegistered": false,
		"fqdn": r.id.Name + "." + r.id.Parent.Name + ".",
	})
	return nil
}

// autoRecord is the record that a zone group keeps.
func (w *World) autoRecord(zone *record, name, ip string, endpoint *record) *record {
	rec := &record{
		ID: zone.ID + "/A/" + name, Type: typeRecord, Created: w.at, Seq: w.next(), Implicit: true,
		Facts: facts{Ready: w.at, Owner: endpoint.ID},
	}
	creator := "created by private endpoint " + endpoint.name() + " with resource guid " + guid(endpoint,
		"resource")
	rec.Body = Body{
		"id": rec.ID, "name": name, "type": typeRecord, "etag": guid(rec, "etag"),
		"properties": Body{
			"ttl": float64(autoTTL), "fqdn": name + "." + zone.name() + ".", "isAutoRegistered": false,
			"metadata": Body{"creator": creator}, "aRecords": []any{Body{"ipv4Address": ip}},
		},
	}
	return rec
}

func acceptZoneLink(r *request) error {
	v, err := read[zoneLinkView](r.rec.Body)
	if err != nil {
		return err
	}
	vnet, err := r.refer(typeVirtualNetwork, v.Properties.Network.ID)
	if err != nil {
		return err
	}
	fill(r.properties(), Body{"registrationEnabled": false, "virtualNetworkLinkState": "InProgress"})
	return r.loneLink(vnet)
}

// loneLink refuses a second link of a network to zones of one name, and to one zone. The text is assumed.
func (r *request) loneLink(vnet *record) error {
	for _, other := range r.w.linksOf(vnet.ID) {
		zone, _, _ := strings.Cut(key(other.ID), "/virtualnetworklinks/")
		if same(other.ID, r.rec.ID) || !strings.EqualFold(lastName(zone), r.id.Parent.Name) {
			continue
		}
		return conflict("Conflict", "A virtual network cannot be linked to multiple zones with overlapping "+
			"namespaces. You tried to link virtual network %s with zone '%s', but it is already linked "+
			"by %s.",
			vnet.ID, r.id.Parent.Name, other.ID)
	}
	return nil
}

func settleZoneLink(_ *World, rec *record) error {
	properties(rec.Body)["virtualNetworkLinkState"] = "Completed"
	return nil
}

// linksOf are the zone links of a virtual network.
func (w *World) linksOf(vnetID string) []*record {
	var links []*record
	for _, link := range w.ofType(typeZoneLink) {
		if same(see[zoneLinkView](link.Body).Properties.Network.ID, vnetID) {
			links = append(links, link)
		}
	}
	return links
}
