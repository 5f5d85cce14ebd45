package network

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Egress says what lets traffic out of networks where the networks themselves do not decide it.
type Egress struct {
	// WithoutNatGateway says that container groups reach what is outside of their network without a NAT
	// gateway. Azure docs call the gateway the only supported configuration
	// (container-instances-virtual-network-concepts); whether a group that only pulls needs it is not known.
	WithoutNatGateway bool
	// ApplianceAllows are the service tags that a virtual appliance, such as a firewall, lets through. It
	// denies everything else, as an Azure Firewall does without rules. Azure docs: firewall/rule-processing.
	ApplianceAllows []string
}

// Origin is where a connection comes from.
type Origin struct {
	// Subnet is the id of the subnet, empty for what is in no network.
	Subnet string
	// IP is the address in the subnet.
	IP string
	// OwnAddress says that its service has a public address of its own for it, as Container Apps environments
	// have. Azure docs: container-apps/networking.
	OwnAddress bool
}

// Obstacle is what keeps a connection from its end: an error.
type Obstacle struct { //nolint:errname // It is named as what it is; that it can be wrapped is by the way.
	// Reset says that something on the way closes the connection; otherwise nobody answers.
	Reset  bool
	detail string
}

// Error names what is in the way.
func (o *Obstacle) Error() string { return o.detail }

func obstacle(format string, values ...any) *Obstacle {
	return &Obstacle{detail: fmt.Sprintf(format, values...)}
}

// Leaves is what keeps a connection from a public host, nil if nothing does: the security group of the
// subnet, its routes, and the lack of a public address to go out with.
func (s *Service) Leaves(from Origin, to Host) *Obstacle {
	sub := s.engine.Find(catalog.Subnet.ARM, from.Subnet)
	if sub == nil {
		return nil
	}
	to.Tags = append(slices.Clone(to.Tags), tagInternet)
	if denied := s.deniedOutbound(sub, from, to); denied != nil {
		return denied
	}
	if astray := s.astray(sub, to); astray != nil {
		return astray
	}
	return s.lacksAddress(sub, from)
}

// Reaches is what keeps a connection from an address in the same network, nil if nothing does: the security
// group of the subnet that it leaves, a route for the address, and the security group of the subnet that it
// enters, if that subnet has network policies for private endpoints.
func (s *Service) Reaches(from Origin, ip string) *Obstacle {
	sub := s.engine.Find(catalog.Subnet.ARM, from.Subnet)
	if sub == nil {
		return nil
	}
	to := Host{IP: ip, Tags: []string{tagVirtualNetwork}}
	if denied := s.deniedOutbound(sub, from, to); denied != nil {
		return denied
	}
	entered := s.subnetAt(VirtualNetworkOf(sub.ID), ip)
	if astray := s.divertedInside(sub, entered, to); astray != nil {
		return astray
	}
	return s.deniedInbound(entered, from, to)
}

func (s *Service) deniedOutbound(sub *engine.Resource, from Origin, to Host) *Obstacle {
	group := s.attachedTo(sub, catalog.NetworkSecurityGroup.ARM)
	if group == nil {
		return nil
	}
	source := Host{IP: from.IP, Tags: []string{tagVirtualNetwork}}
	if name := deniedBy(s.rulesOf(group), false, source, to); name != "" {
		return obstacle("rule %s of security group %s denies what leaves subnet %s for %s", name,
			group.Name(), sub.Name(), to.IP)
	}
	return nil
}

// deniedInbound is heard by subnets with network policies only. Azure docs:
// private-link/disable-private-endpoint-network-policy.
func (s *Service) deniedInbound(sub *engine.Resource, from Origin, to Host) *Obstacle {
	if sub == nil || !policies(sub, groupsHeard) {
		return nil
	}
	group := s.attachedTo(sub, catalog.NetworkSecurityGroup.ARM)
	if group == nil {
		return nil
	}
	source := Host{IP: from.IP, Tags: []string{tagVirtualNetwork}}
	if name := deniedBy(s.rulesOf(group), true, source, to); name != "" {
		return obstacle("rule %s of security group %s denies what enters subnet %s from %s", name,
			group.Name(), sub.Name(), from.IP)
	}
	return nil
}

// The network policies of a subnet for private endpoints.
const (
	bothHeard   = armnetwork.VirtualNetworkPrivateEndpointNetworkPoliciesEnabled
	groupsHeard = armnetwork.VirtualNetworkPrivateEndpointNetworkPoliciesNetworkSecurityGroupEnabled
	routesHeard = armnetwork.VirtualNetworkPrivateEndpointNetworkPoliciesRouteTableEnabled
)

// policies reports whether a subnet has network policies of the kind for private endpoints.
func policies(sub *engine.Resource, kind armnetwork.VirtualNetworkPrivateEndpointNetworkPolicies) bool {
	p := engine.Value(engine.As[armnetwork.Subnet](sub).Properties)
	return engine.Is(p.PrivateEndpointNetworkPolicies, kind) ||
		engine.Is(p.PrivateEndpointNetworkPolicies, bothHeard)
}

// astray is where the routes of a subnet lead traffic for a public host, nil if to the internet.
func (s *Service) astray(sub *engine.Resource, to Host) *Obstacle {
	way := route{prefix: "0.0.0.0/0", hop: armnetwork.RouteNextHopTypeInternet}
	for _, r := range s.routesOfSubnet(sub) {
		if to.within([]string{r.prefix}) && r.bits() >= way.bits() {
			way = r
		}
	}
	return s.follow(way, sub, to)
}

// divertedInside is where a route leads traffic for an address in the network. Private endpoints have a route
// of their own, of a single address, so that only a route for that address counts, unless the subnet that it
// is in has network policies: azure-container-apps-practical-guide, acr-network-path-pe-forced-inspection;
// Azure docs: private-link/disable-private-endpoint-network-policy.
func (s *Service) divertedInside(sub, entered *engine.Resource, to Host) *Obstacle {
	least := 32
	if entered != nil && policies(entered, routesHeard) {
		least = s.bitsOfNetwork(entered)
	}
	way := route{hop: armnetwork.RouteNextHopTypeVnetLocal}
	for _, r := range s.routesOfSubnet(sub) {
		if r.bits() >= least && r.bits() >= way.bits() && to.within([]string{r.prefix}) {
			way, least = r, r.bits()
		}
	}
	return s.follow(way, sub, to)
}

// bitsOfNetwork is how specific a route must be to lie within the address space of a subnet's network.
func (s *Service) bitsOfNetwork(sub *engine.Resource) int {
	bits := 32
	vnet := s.engine.Find(catalog.VirtualNetwork.ARM, VirtualNetworkOf(sub.ID))
	space, _ := addressSpace(engine.As[armnetwork.VirtualNetwork](vnet))
	for _, prefix := range space {
		bits = min(bits, prefix.Bits())
	}
	return bits
}

// follow goes to a route's next hop.
func (s *Service) follow(way route, sub *engine.Resource, to Host) *Obstacle {
	switch {
	case hops(way, armnetwork.RouteNextHopTypeInternet), hops(way, armnetwork.RouteNextHopTypeVnetLocal):
		return nil
	case hops(way, armnetwork.RouteNextHopTypeNone):
		return obstacle("route %s of subnet %s drops what goes to %s", way.name, sub.Name(), way.prefix)
	case to.within(s.egress.ApplianceAllows):
		return nil
	}
	return &Obstacle{Reset: true, detail: fmt.Sprintf("route %s of subnet %s leads to %s %s, which lets %s "+
		"through only", way.name, sub.Name(), way.hop, way.appliance, allowed(s.egress.ApplianceAllows))}
}

func hops(way route, kind armnetwork.RouteNextHopType) bool {
	return strings.EqualFold(string(way.hop), string(kind))
}

func allowed(tags []string) string {
	if len(tags) == 0 {
		return "nothing"
	}
	return strings.Join(tags, ", ")
}

// lacksAddress refuses to go out without a public address: that of a NAT gateway, of the service, or Azure's
// default one, which a subnet can refuse and container groups are not promised.
func (s *Service) lacksAddress(sub *engine.Resource, from Origin) *Obstacle {
	p := engine.Value(engine.As[armnetwork.Subnet](sub).Properties)
	private := p.DefaultOutboundAccess != nil && !*p.DefaultOutboundAccess
	switch {
	case from.OwnAddress || p.NatGateway != nil:
		return nil
	case private:
		return obstacle("subnet %s has no default outbound access and no NAT gateway", sub.Name())
	case s.egress.WithoutNatGateway:
		return nil
	}
	return obstacle("subnet %s has no NAT gateway, which container groups need to leave it", sub.Name())
}

// attachedTo is the resource of a type that a subnet has, nil if none.
func (s *Service) attachedTo(sub *engine.Resource, resourceType string) *engine.Resource {
	p := engine.Value(engine.As[armnetwork.Subnet](sub).Properties)
	id := engine.Value(engine.Value(p.NetworkSecurityGroup).ID)
	if resourceType == catalog.RouteTable.ARM {
		id = engine.Value(engine.Value(p.RouteTable).ID)
	}
	return s.engine.Find(resourceType, id)
}

func (s *Service) routesOfSubnet(sub *engine.Resource) []route {
	if table := s.attachedTo(sub, catalog.RouteTable.ARM); table != nil {
		return s.routesOf(table)
	}
	return nil
}

// subnetAt is the subnet of a network that an address is in, nil if none.
func (s *Service) subnetAt(vnet, ip string) *engine.Resource {
	address, err := netip.ParseAddr(ip)
	if err != nil {
		return nil
	}
	for _, sub := range s.subnets(vnet) {
		if prefix, err := Prefix(sub); err == nil && azure.Covers(prefix, netip.PrefixFrom(address, 32)) {
			return sub
		}
	}
	return nil
}
