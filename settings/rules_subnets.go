package settings

import (
	"fmt"
	"net/netip"

	"private-acr/internal/azure"
)

// subnetUse is a subnet with what its use demands of it.
type subnetUse struct {
	path   string
	subnet Subnet
	// longest prefix that the use allows, and why.
	longest int
	reason  string
	// addresses that must be free for the use.
	addresses int
	// apps says that the ranges that Container Apps keeps are forbidden.
	apps bool
}

// subnetUses lists the subnets that there are. Sizes: Azure docs: container-registry-private-endpoints,
// container-apps/custom-virtual-networks, container-instances-vnet.
func (s *Settings) subnetUses(p *parser) []subnetUse {
	uses := []subnetUse{{
		path: pathPrivateEndpoints, subnet: s.Network.PrivateEndpoints, longest: 27,
		reason: "the registry's private endpoints take an address per region, and more with every replica",
	}}
	if p.sound("registry", "registry.replicas") {
		// One for the login server, one per region for its data endpoint.
		uses[0].addresses = 1 + len(s.Regions())
	}
	if s.Network.ContainerApps != nil {
		uses = append(uses, subnetUse{
			path: pathContainerApps, subnet: *s.Network.ContainerApps, longest: 27, apps: true,
			reason: "a Container Apps environment keeps 12 addresses to itself",
		})
	}
	if s.Network.ContainerInstances != nil {
		uses = append(uses, subnetUse{
			path: pathContainerInstances, subnet: *s.Network.ContainerInstances, longest: 28,
			reason: "container groups take addresses anew while they are replaced",
		})
	}
	return uses
}

func (u subnetUse) prefixPath() string { return u.path + ".addressPrefix" }

func (u subnetUse) check(p *parser, n *Network) {
	id, prefix := p.given[u.path+".id"], p.given[u.prefixPath()]
	switch {
	case id && prefix:
		p.report(u.path, flaw{
			"must be either adopted by id or created with addressPrefix, not both", "remove one of the two",
		}, nil)
	case id:
		u.checkAdopted(p, n)
	case u.subnet.AddressPrefix != "":
		u.checkCreated(p, n)
	case p.given[u.path] && !prefix && p.spotless(u.path):
		p.report(u.path, flaw{"must have an id or an addressPrefix", "give one of the two"}, nil)
	}
}

func (u subnetUse) checkAdopted(p *parser, n *Network) {
	path := u.path + ".id"
	switch {
	case !p.sound(path, pathVirtualNetwork):
	case !p.given[pathVirtualNetwork]:
		p.report(path, flaw{
			"must not be given where the virtual network is created: its subnets are created with it",
			"give network.virtualNetworkId as well, or an addressPrefix instead",
		}, u.subnet.ID)
	case !azure.SameID(azure.ParentID(u.subnet.ID), n.VirtualNetworkID):
		p.report(path, flaw{
			"must lie in the adopted virtual network " + n.VirtualNetworkID,
			"give the id of one of its subnets",
		}, u.subnet.ID)
	}
}

func (u subnetUse) checkCreated(p *parser, n *Network) {
	prefix, err := azure.ParsePrefix(u.subnet.AddressPrefix)
	if err != nil {
		return
	}
	report := func(rule, remedy string) {
		p.report(u.prefixPath(), flaw{rule, remedy}, u.subnet.AddressPrefix)
	}
	space, err := azure.ParsePrefix(n.AddressSpace)
	if err == nil && !p.given[pathVirtualNetwork] && !azure.Covers(space, prefix) {
		report("must lie in the address space "+n.AddressSpace, "move it inside, or widen addressSpace")
	}
	switch {
	case prefix.Bits() > u.longest:
		report(fmt.Sprintf("must be a /%d or wider: %s", u.longest, u.reason), widen(u.longest))
	case azure.Usable(prefix) < u.addresses:
		rule := "must hand out %d addresses, one for the login server and one per region; it has %d"
		report(fmt.Sprintf(rule, u.addresses, azure.Usable(prefix)), widen(wideEnough(u.addresses)))
	}
	if reserved, overlaps := azure.ContainerAppsReserved(prefix); u.apps && overlaps {
		p.report(u.prefixPath(), reservedFlaw(reserved), u.subnet.AddressPrefix)
	}
}

func widen(bits int) string { return fmt.Sprintf("widen it to a /%d", bits) }

// wideEnough is the longest prefix whose subnets hand out that many addresses.
func wideEnough(addresses int) int {
	bits := 29
	for bits > 0 && azure.Usable(netip.PrefixFrom(netip.IPv4Unspecified(), bits)) < addresses {
		bits--
	}
	return bits
}

// checkApart finds what is shared with subnets before this one.
func (u subnetUse) checkApart(p *parser, others []subnetUse) {
	for _, other := range others {
		if u.subnet.ID != "" && azure.SameID(u.subnet.ID, other.subnet.ID) {
			p.report(u.path+".id", flaw{
				"must differ from " + other.path + ": its delegation allows no other use",
				"give another subnet",
			}, u.subnet.ID)
		}
		mine, err := azure.ParsePrefix(u.subnet.AddressPrefix)
		theirs, otherErr := azure.ParsePrefix(other.subnet.AddressPrefix)
		if err == nil && otherErr == nil && mine.Overlaps(theirs) {
			p.report(u.prefixPath(), flaw{
				fmt.Sprintf("must not overlap %s (%s)", other.path, theirs),
				"choose other ranges, and set the default ones that are in the way",
			}, u.subnet.AddressPrefix)
		}
	}
}
