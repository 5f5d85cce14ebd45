package world

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// The resolvers that consumers ask, as their errors name them.
const (
	// appsResolver is seen in errors of Container Apps.
	appsResolver = "100.100.253.162:53"
	// azureResolver is Azure's own. Azure docs: virtual-network/what-is-ip-address-168-63-129-16.
	azureDNS      = "168.63.129.16"
	azureResolver = azureDNS + ":53"
)

// answer is where a name leads.
type answer struct {
	ip string
	// private says that a linked zone gave the answer.
	private bool
	detail  string
}

// resolve looks a registry's host up from the consumer's virtual network, or from the internet. A host whose
// registry has a private endpoint is an alias into the private zone. If a zone for it is linked, that zone
// alone answers, so that a missing record is a missing name; if none is, the public zone of the same name
// answers. DNS servers of one's own that are not known to forward to Azure's see that public zone only.
func (w *World) resolve(c consumer, host string, hasEndpoint bool) (answer, error) {
	public := answer{ip: publicAddress(host), detail: fmt.Sprintf("%s is %s, a public address", host,
		publicAddress(host))}
	if c.network == "" {
		return public, nil
	}
	if len(c.dnsServers) > 0 && !slices.Contains(c.dnsServers, azureDNS) {
		public.detail += fmt.Sprintf(": DNS server %s does not forward to %s", c.dnsServers[0], azureDNS)
		return public, nil
	}
	// A zone for the host itself answers before anybody learns of the alias.
	if zone := w.authority(c.network, host); zone != nil {
		return w.ask(zone, host, host)
	}
	if !hasEndpoint {
		return public, nil
	}
	alias := w.privateName(host)
	if zone := w.authority(c.network, alias); zone != nil {
		return w.ask(zone, alias, host)
	}
	public.detail += fmt.Sprintf(": no zone for %s is linked to %s", alias, c.network)
	return public, nil
}

// ask looks the name of a host up in a zone.
func (w *World) ask(zone *record, name, host string) (answer, error) {
	name = strings.TrimSuffix(strings.ToLower(name), "."+strings.ToLower(zone.name()))
	rec := w.find(typeRecord, zone.ID+"/A/"+name)
	if rec == nil {
		return answer{}, fmt.Errorf("zone %s is linked and has no record %s", zone.ID, name)
	}
	addresses := see[recordView](rec.Body).Properties.Records
	if len(addresses) == 0 {
		return answer{}, fmt.Errorf("record %s of zone %s is empty", name, zone.ID)
	}
	ip := addresses[0].IP
	return answer{ip: ip, private: true, detail: fmt.Sprintf("%s is %s by zone %s", host, ip, zone.name())},
		nil
}

// authority is the linked zone that answers for the name: the most specific one.
func (w *World) authority(vnetID, name string) *record {
	var best *record
	name = strings.ToLower(name)
	for _, link := range w.linksOf(vnetID) {
		id, _, _ := strings.Cut(key(link.ID), "/virtualnetworklinks/")
		zone := w.find(typePrivateZone, id)
		if zone == nil || !link.works() || !strings.HasSuffix(name, "."+strings.ToLower(zone.name())) {
			continue
		}
		if best == nil || len(zone.name()) > len(best.name()) {
			best = zone
		}
	}
	return best
}

// endpointAt is the endpoint that has the address in the virtual network, with what it serves there.
func (w *World) endpointAt(vnetID, ip string) (*record, address) {
	for _, endpoint := range w.ofType(typePrivateEndpoint) {
		if network(endpoint.Facts.Subnet) != key(vnetID) {
			continue
		}
		for _, a := range w.served(endpoint) {
			if sameIP(a.IP, ip) {
				return endpoint, a
			}
		}
	}
	return nil, address{}
}

func sameIP(a, b string) bool {
	x, errX := netip.ParseAddr(a)
	y, errY := netip.ParseAddr(b)
	return errX == nil && errY == nil && x == y
}
