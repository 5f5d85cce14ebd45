package network

import (
	"net/netip"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
)

// Tenancy is the state of a resource that lives in a subnet: what it holds there. States of other types embed
// it.
type Tenancy struct {
	// Subnet is the id of the subnet, empty for none.
	Subnet string `json:"subnet,omitempty"`
	// Addresses are those that the subnet handed out to it.
	Addresses []Address `json:"addresses,omitempty"`
}

// tenant is a state that has a Tenancy in it.
type tenant interface{ tenancy() Tenancy }

func (t Tenancy) tenancy() Tenancy { return t }

// Address is one that a subnet handed out.
type Address struct {
	IP string `json:"ip"`
	// Static addresses were chosen by the tenant.
	Static bool `json:"static,omitempty"`
	// Member is that of a private-link group that answers at the address, if one does.
	Member string `json:"member,omitempty"`
	// Host is the public name of the member, and Alias the name in private DNS that this leads to.
	Host  string `json:"host,omitempty"`
	Alias string `json:"alias,omitempty"`
}

// TenancyOf is what a resource holds in a subnet; the zero value if it lives in none.
func TenancyOf(res *engine.Resource) Tenancy {
	if state, lives := engine.StateAs[tenant](res); lives {
		return state.tenancy()
	}
	return Tenancy{}
}

// AddressesOf are the addresses that a resource holds in its subnet.
func AddressesOf(res *engine.Resource) []Address {
	return TenancyOf(res).Addresses
}

// Tenants are the resources that live in a subnet, in the order of their creation.
func (s *Service) Tenants(subnetID string) []*engine.Resource {
	return s.engine.Select(func(res *engine.Resource) bool {
		subnet := TenancyOf(res).Subnet
		return subnet != "" && same(subnet, subnetID)
	})
}

// taken are the addresses of a subnet that somebody other than the tenant has.
func (s *Service) taken(subnetID string, except *engine.Resource) map[netip.Addr]bool {
	taken := map[netip.Addr]bool{}
	for _, other := range s.Tenants(subnetID) {
		if same(other.ID, except.ID) {
			continue
		}
		for _, a := range AddressesOf(other) {
			if ip, err := netip.ParseAddr(a.IP); err == nil {
				taken[ip] = true
			}
		}
	}
	return taken
}

// Allocate fills in the addresses that are still empty with the lowest free ones of the subnet, after
// checking those that are not. It changes the given slice alone.
func (s *Service) Allocate(sub, tenant *engine.Resource, wanted []Address) error {
	prefix, err := Prefix(sub)
	if err != nil {
		return err
	}
	taken := s.taken(sub.ID, tenant)
	for _, a := range wanted {
		if a.IP == "" {
			continue
		}
		if err := claim(sub, prefix, taken, a.IP); err != nil {
			return err
		}
	}
	for i := range wanted {
		if wanted[i].IP != "" {
			continue
		}
		ip, free := lowest(prefix, taken)
		if !free {
			return engine.BadRequest("SubnetIsFull", "Subnet %s with address prefix %s does not have enough "+
				"capacity for %d IP addresses.", sub.Name(), prefix, len(wanted))
		}
		taken[ip] = true
		wanted[i].IP = ip.String()
	}
	return nil
}

// AllocateSome gives a tenant so many addresses in the subnet, or leaves it those that it has.
func (s *Service) AllocateSome(sub, tenant *engine.Resource, count int) (Tenancy, error) {
	addresses := AddressesOf(tenant)
	if addresses == nil {
		addresses = make([]Address, count)
	}
	err := s.Allocate(sub, tenant, addresses)
	return Tenancy{Subnet: sub.ID, Addresses: addresses}, err
}

// claim takes an address that somebody has chosen.
func claim(sub *engine.Resource, prefix netip.Prefix, taken map[netip.Addr]bool, text string) error {
	ip, err := netip.ParseAddr(text)
	switch {
	case err != nil || !prefix.Contains(ip):
		return engine.BadRequest("PrivateIPAddressNotInSubnet", "Private static IP address %s does not "+
			"belong to the range of subnet prefix %s.", text, prefix)
	case !azure.HandsOut(prefix, ip):
		return engine.BadRequest("PrivateIPAddressInReservedRange", "Private static IP address %s falls "+
			"within reserved IP range of subnet range %s.", text, prefix)
	case taken[ip]:
		return engine.BadRequest("PrivateIPAddressIsAllocated", "IP configuration of subnet %s: private IP "+
			"address %s is already allocated to another resource.", sub.ID, text)
	}
	taken[ip] = true
	return nil
}

func lowest(prefix netip.Prefix, taken map[netip.Addr]bool) (netip.Addr, bool) {
	for ip := range azure.Addresses(prefix) {
		if !taken[ip] {
			return ip, true
		}
	}
	return netip.Addr{}, false
}
