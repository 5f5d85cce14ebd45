package settings

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/spec"
)

func subnetPath(purpose string) string { return spec.Join("network.subnets", purpose) }

// checkSubnets demands a subnet for what is built, and room in it.
func (s *Settings) checkSubnets(f *spec.Faults) {
	for _, purpose := range spec.Purposes() {
		path, needed := subnetPath(purpose.Key), s.neededBy(purpose.Key)
		_, given := s.Network.Subnets[purpose.Key]
		if needed != "" && !given && f.OK(path, "network.addressSpace") && !s.strangeSubnet() {
			f.Add(path, "is required, because "+needed+" is to be built", nil, s.remedyOfSubnet())
		}
	}
	// An address for the login server, and one per region for its data endpoint.
	s.checkRoom(f, spec.PrivateEndpoints, 1+len(s.Regions()), "one for the login server and one per region")
	replicas := s.replicas(f)
	s.checkRoom(f, spec.ContainerApps, environmentAddresses(replicas),
		"12 for the environment and, while apps are updated, 2 for every 10 of their replicas")
}

// remedyOfSubnet says how to come by a subnet that is missing.
func (s *Settings) remedyOfSubnet() string {
	if s.Network.VirtualNetworkID != "" {
		return "give it the id of a subnet, or the addressPrefix of one to create"
	}
	return "give it an addressPrefix, or use the address space " + spec.DefaultAddressSpace
}

// strangeSubnet reports whether there is a subnet that is for nothing: probably the one that is missing,
// misspelt.
func (s *Settings) strangeSubnet() bool {
	for key := range s.Network.Subnets {
		if _, known := spec.PurposeOf(key); !known {
			return true
		}
	}
	return false
}

// replicas is how many there are of all apps at most.
func (s *Settings) replicas(f *spec.Faults) int {
	all := 0
	for key, app := range s.Apps {
		if f.OK(spec.Join("containerApps", key) + ".maxReplicas") {
			all += app.MaxReplicas
		}
	}
	return all
}

// environmentAddresses is how many addresses an environment takes with all replicas, during an update, when
// both revisions run. Azure docs: container-apps/custom-virtual-networks.
func environmentAddresses(replicas int) int {
	const own, perAddress, whileUpdating = 12, 10, 2
	return own + whileUpdating*((replicas+perAddress-1)/perAddress)
}

func (s *Settings) checkRoom(f *spec.Faults, purpose string, addresses int, reason string) {
	path := subnetPath(purpose) + ".addressPrefix"
	prefix, err := azure.ParsePrefix(s.Network.Subnets[purpose].AddressPrefix)
	if err != nil || !f.OK(path) || !f.Whole("registry.replicas") || azure.Usable(prefix) >= addresses {
		return
	}
	f.Add(path,
		fmt.Sprintf("must hand out %d addresses, %s; it has %d", addresses, reason, azure.Usable(prefix)),
		prefix.String(), fmt.Sprintf("widen it to a /%d", wideEnough(addresses)))
}

// wideEnough is the longest prefix whose subnets hand out that many addresses.
func wideEnough(addresses int) int {
	bits := 29
	for bits > 0 && azure.Usable(netip.PrefixFrom(netip.IPv4Unspecified(), bits)) < addresses {
		bits--
	}
	return bits
}

// checkAddresses compares static addresses with the subnet that they are in.
func (s *Settings) checkAddresses(f *spec.Faults) {
	subnet, err := azure.ParsePrefix(s.Network.Subnets[spec.PrivateEndpoints].AddressPrefix)
	if err != nil {
		return
	}
	for _, member := range slices.Sorted(maps.Keys(s.PrivateLink.StaticAddresses)) {
		path, text := spec.Join("privateLink.staticAddresses", member), s.PrivateLink.StaticAddresses[member]
		address, err := netip.ParseAddr(text)
		if err == nil && f.OK(path) && !azure.HandsOut(subnet, address) {
			f.Add(path, fmt.Sprintf("must be an address that %s (%s) hands out, the first being %s",
				subnetPath(spec.PrivateEndpoints), subnet, azure.FirstUsable(subnet)), text,
				"choose one inside")
		}
	}
}

func (s *Settings) checkZone(f *spec.Faults) {
	const path = "network.privateDnsZone.id"
	id, err := azure.ParseID(azure.TypePrivateDNSZone, s.Network.PrivateDNSZone.ID)
	want := azure.RegionCloud(s.Location).PrivateZone
	if err == nil && f.OK(path, "location") && s.Location != "" && !strings.EqualFold(id.Name, want) {
		f.Add(path, "must be the zone of the location's registries, "+want, s.Network.PrivateDNSZone.ID,
			"give the id of such a zone")
	}
}
