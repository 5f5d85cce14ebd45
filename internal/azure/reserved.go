package azure

import "net/netip"

// virtualNetworkReserved cannot be part of any virtual network. Azure docs:
// virtual-network/virtual-networks-faq.
var virtualNetworkReserved = prefixes(
	"0.0.0.0/8", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32",
)

// containerAppsReserved is what a workload-profiles environment keeps to itself. Azure docs:
// container-apps/custom-virtual-networks.
var containerAppsReserved = prefixes(
	"100.100.0.0/17", "100.100.128.0/19", "100.100.160.0/19", "100.100.192.0/19",
	"169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24",
)

// VirtualNetworkReserved returns the first range, forbidden to every virtual network, that p overlaps.
func VirtualNetworkReserved(p netip.Prefix) (netip.Prefix, bool) {
	return overlapped(virtualNetworkReserved, p)
}

// ContainerAppsReserved returns the first range, forbidden to the subnet of a Container Apps environment,
// that p overlaps.
func ContainerAppsReserved(p netip.Prefix) (netip.Prefix, bool) {
	return overlapped(containerAppsReserved, p)
}

func overlapped(ranges []netip.Prefix, p netip.Prefix) (netip.Prefix, bool) {
	for _, r := range ranges {
		if r.Overlaps(p) {
			return r, true
		}
	}
	return netip.Prefix{}, false
}

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}
