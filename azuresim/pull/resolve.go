package pull

import (
	"fmt"
	"slices"

	"private-acr/azuresim/services/network"
	"private-acr/azuresim/services/privatedns"
)

// The resolvers that consumers ask, as their errors name them.
const (
	// AppsResolver is seen in errors of Container Apps.
	AppsResolver = "100.100.253.162:53"
	// AzureResolver is Azure's own. Azure docs: virtual-network/what-is-ip-address-168-63-129-16.
	AzureResolver = azureDNS + ":53"
	azureDNS      = "168.63.129.16"
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
func (a *attempt) resolve(host string, hasEndpoint bool) (answer, error) {
	c := a.consumer
	address := network.PublicAddress(host)
	public := answer{ip: address, detail: fmt.Sprintf("%s is %s, a public address", host, address)}
	if c.Network == "" {
		return public, nil
	}
	if len(c.DNSServers) > 0 && !slices.Contains(c.DNSServers, azureDNS) {
		public.detail += fmt.Sprintf(": DNS server %s does not forward to %s", c.DNSServers[0], azureDNS)
		return public, nil
	}
	// A zone for the host itself answers before anybody learns of the alias.
	if authority, exists := a.DNS.AuthorityFor(c.Network, host); exists {
		return a.ask(authority, host, public)
	}
	if !hasEndpoint {
		return public, nil
	}
	alias := a.Registries.Alias(host)
	if authority, exists := a.DNS.AuthorityFor(c.Network, alias); exists {
		return a.ask(authority, alias, public)
	}
	public.detail += fmt.Sprintf(": no zone for %s is linked to %s", alias, c.Network)
	return public, nil
}

// ask looks a name up in a zone. What the zone does not have is a name that does not exist, or the public
// answer where the zone's link redirects to that.
func (a *attempt) ask(authority privatedns.Authority, name string, public answer) (answer, error) {
	ip, err := a.DNS.Ask(authority.Zone, name)
	switch {
	case err == nil:
		detail := fmt.Sprintf("%s is %s by zone %s", name, ip, authority.Zone.Name())
		return answer{ip: ip, private: true, detail: detail}, nil
	case authority.Redirects:
		public.detail += fmt.Sprintf(": %s, and its link redirects to the internet", err)
		return public, nil
	}
	return answer{}, err
}
