package world

import (
	"net/netip"

	"private-acr/internal/azure"
)

// taken are the addresses of a subnet that somebody other than the record has.
func (w *World) taken(subnetID string, except *record) map[netip.Addr]bool {
	taken := map[netip.Addr]bool{}
	for _, tenant := range w.tenants(subnetID) {
		if except != nil && same(tenant.ID, except.ID) {
			continue
		}
		for _, a := range tenant.Facts.Addresses {
			if ip, err := netip.ParseAddr(a.IP); err == nil {
				taken[ip] = true
			}
		}
	}
	return taken
}

// allocate fills in the addresses that are still empty with the lowest free ones of the subnet, after
// checking those that are not. It changes the given slice alone.
func (w *World) allocate(sub *record, holder *record, wanted []address) error {
	prefix, err := subnetPrefix(sub)
	if err != nil {
		return err
	}
	taken := w.taken(sub.ID, holder)
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
			return badRequest("SubnetIsFull", "Subnet %s with address prefix %s does not have enough "+
				"capacity for %d IP addresses.", sub.name(), prefix, len(wanted))
		}
		taken[ip] = true
		wanted[i].IP = ip.String()
	}
	return nil
}

// claim takes an address that somebody has chosen.
func claim(sub *record, prefix netip.Prefix, taken map[netip.Addr]bool, text string) error {
	ip, err := netip.ParseAddr(text)
	switch {
	case err != nil || !prefix.Contains(ip):
		return badRequest("PrivateIPAddressNotInSubnet", "Private static IP address %s does not belong to "+
			"the range of subnet prefix %s.", text, prefix)
	case !azure.HandsOut(prefix, ip):
		return badRequest("PrivateIPAddressInReservedRange", "Private static IP address %s falls within "+
			"reserved IP range of subnet range %s.", text, prefix)
	case taken[ip]:
		return badRequest("PrivateIPAddressIsAllocated", "IP configuration of subnet %s: private IP address "+
			"%s is already allocated to another resource.", sub.ID, text)
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
