package settings

import (
	"fmt"
	"net/netip"
	"strings"

	"private-acr/internal/azure"
)

// Paths that rules across settings speak of.
const (
	pathVirtualNetwork     = "network.virtualNetworkId"
	pathAddressSpace       = "network.addressSpace"
	pathNetworkName        = "network.name"
	pathPrivateEndpoints   = "network.privateEndpoints"
	pathContainerApps      = "network.containerApps"
	pathContainerInstances = "network.containerInstances"
	pathNatGateway         = "network.natGateway"
)

// completeNetwork fills in the defaults that follow from other settings.
func (s *Settings) completeNetwork(p *parser) {
	n := &s.Network
	if !p.given[pathVirtualNetwork] {
		if !p.given[pathAddressSpace] {
			n.AddressSpace = defaultAddressSpace
		}
		if !p.given[pathNetworkName] {
			n.Name = "vnet-" + s.Name
		}
	}
	if n.AddressSpace == defaultAddressSpace && p.sound("network") {
		s.completeSubnets(p)
	}
	if !p.given[pathNatGateway+".create"] {
		n.NatGateway.Create = created(n.ContainerInstances) && !p.given[pathNatGateway+".id"]
	}
}

// completeSubnets gives a subnet to what is built: an idle one of container groups would cost a NAT gateway.
func (s *Settings) completeSubnets(p *parser) {
	n := &s.Network
	if !p.given[pathPrivateEndpoints] {
		n.PrivateEndpoints = Subnet{AddressPrefix: defaultPrivateEndpoints}
	}
	if s.Environment != nil && !p.given[pathContainerApps] {
		n.ContainerApps = &Subnet{AddressPrefix: defaultContainerApps}
	}
	if s.ContainerInstance != nil && !p.given[pathContainerInstances] {
		n.ContainerInstances = &Subnet{AddressPrefix: defaultContainerInstances}
	}
}

func created(s *Subnet) bool { return s != nil && s.AddressPrefix != "" }

func (s *Settings) checkNetwork(p *parser) {
	if !p.sound("network") {
		return
	}
	s.Network.checkVirtualNetwork(p)
	if !p.given[pathPrivateEndpoints] && p.sound(pathAddressSpace) && !created(&s.Network.PrivateEndpoints) {
		p.report(pathPrivateEndpoints, flaw{
			"is required, unless a virtual network is created with address space " + defaultAddressSpace,
			"give an id or an addressPrefix",
		}, nil)
	}
	uses := s.subnetUses(p)
	for i, use := range uses {
		use.check(p, &s.Network)
		use.checkApart(p, uses[:i])
	}
	s.checkNatGateway(p)
	s.checkZone(p)
}

func (n *Network) checkVirtualNetwork(p *parser) {
	for path, value := range map[string]string{pathAddressSpace: n.AddressSpace, pathNetworkName: n.Name} {
		if p.given[pathVirtualNetwork] && p.given[path] && p.sound(path) {
			p.report(path, flaw{
				"must not be given together with virtualNetworkId: one creates, the other adopts",
				"remove one of the two",
			}, value)
		}
	}
	space, err := azure.ParsePrefix(n.AddressSpace)
	if err != nil || p.given[pathVirtualNetwork] {
		return
	}
	if reserved, overlaps := azure.VirtualNetworkReserved(space); overlaps {
		p.report(pathAddressSpace, reservedFlaw(reserved), n.AddressSpace)
	}
}

func reservedFlaw(reserved netip.Prefix) flaw {
	return flaw{
		fmt.Sprintf("must not overlap %s, which Azure keeps to itself", reserved),
		"choose another private range, such as " + defaultAddressSpace,
	}
}

func (s *Settings) checkNatGateway(p *parser) {
	g := s.Network.NatGateway
	both := p.given[pathNatGateway+".id"] && g.Create
	idle := (g.ID != "" || g.Create) && !created(s.Network.ContainerInstances)
	switch {
	case !p.sound(pathNatGateway, pathAddressSpace, pathContainerInstances+".addressPrefix"):
	case both:
		p.report(pathNatGateway, flaw{
			"must be either adopted by id or created, not both", "remove create, or remove id",
		}, g.ID)
	case idle:
		p.report(pathNatGateway, flaw{
			"needs a containerInstances subnet that this stack creates, to attach the gateway to",
			"remove it, or give network.containerInstances an addressPrefix",
		}, g.ID)
	}
}

func (s *Settings) checkZone(p *parser) {
	const path = "network.privateDnsZone.id"
	z := s.Network.PrivateDNSZone
	if z.Linked && !p.given[path] {
		p.report("network.privateDnsZone.linked", flaw{
			"must be false for a zone that this stack creates, because the stack links it as well",
			"remove it, or give the id of the linked zone",
		}, true)
	}
	id, err := azure.ParseID(azure.TypePrivateDNSZone, z.ID)
	want := azure.RegionCloud(s.Location).PrivateZone
	if err == nil && s.Location != "" && !strings.EqualFold(id.Name, want) {
		p.report(path, flaw{"must be the zone of registries, " + want, "give the id of such a zone"}, z.ID)
	}
}
