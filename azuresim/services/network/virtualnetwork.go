package network

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).virtualNetwork)

// virtualNetwork has its subnets in its body: a PUT that leaves one out removes it.
func (s *Service) virtualNetwork() engine.Type {
	return engine.Type{
		Row: catalog.VirtualNetwork, NameCode: badName, Etag: engine.WeakEtag, OmitsTags: true,
		Takes: engine.Durations{
			Create: 8 * time.Second, Update: 6 * time.Second, Delete: 10 * time.Second,
			Source: "creating 8 s: log of a Terraform run (steampipe-plugin-azure#824); the rest assumed",
		},
		ReadOnly: []string{"resourceGuid"},
		Accept:   s.acceptVirtualNetwork, Settle: s.settleVirtualNetwork,
		View: s.viewVirtualNetwork, Refuse: s.refuseVirtualNetwork,
		Example: engine.Example{Name: "vnet-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"addressSpace": engine.Body{"addressPrefixes": []any{"10.0.0.0/16"}},
				"subnets": []any{
					engine.Body{"name": "inline", "properties": engine.Body{"addressPrefix": "10.0.0.0/24"}},
				},
			}}
		}},
	}
}

// DNSServers are those that a virtual network's machines ask instead of Azure's.
func DNSServers(vnet *engine.Resource) []string {
	p := engine.Value(engine.As[armnetwork.VirtualNetwork](vnet).Properties)
	return engine.Values(engine.Value(p.DhcpOptions).DNSServers)
}

// VirtualNetworkOf is the key of the virtual network that a subnet belongs to.
func VirtualNetworkOf(subnetID string) string {
	vnet, _, _ := strings.Cut(engine.Key(subnetID), "/subnets/")
	return vnet
}

func addressSpace(vnet armnetwork.VirtualNetwork) ([]netip.Prefix, error) {
	space := engine.Value(engine.Value(vnet.Properties).AddressSpace)
	return parsePrefixes(engine.Values(space.AddressPrefixes))
}

func (s *Service) acceptVirtualNetwork(r *engine.Request) error {
	vnet, err := engine.Read[armnetwork.VirtualNetwork](r.Resource.Body)
	if err != nil {
		return err
	}
	space, err := addressSpace(vnet)
	if err != nil {
		return err
	}
	if len(space) == 0 {
		return engine.BadRequest("InvalidRequestFormat", "The virtual network %s has no address space.",
			r.ID.Name)
	}
	plan, err := s.plan(r, s.inlineSubnets())
	if err != nil {
		return err
	}
	if err := checkSubnets(r.ID.Name, space, plan.wanted()); err != nil {
		return err
	}
	s.followPlan(r, plan)
	p := r.Properties()
	delete(p, "virtualNetworkPeerings") // They are resources of their own, which the view shows here again.
	engine.Fill(p, engine.Body{
		"enableDdosProtection": false, "resourceGuid": r.Resource.GUID("resource"),
	})
	return nil
}

// inlineSubnets are the subnets in a network's body.
func (s *Service) inlineSubnets() parts {
	return parts{collection: "subnets", part: s.subnet(), complete: s.completeSubnet}
}

func (s *Service) settleVirtualNetwork(vnet *engine.Resource) error {
	return s.settleParts(vnet, catalog.Subnet)
}

func (s *Service) viewVirtualNetwork(vnet *engine.Resource, body engine.Body) {
	p := engine.Properties(body)
	p["subnets"] = s.shown(vnet, catalog.Subnet)
	p["virtualNetworkPeerings"] = s.shown(vnet, catalog.VirtualNetworkPeering)
}

func (s *Service) refuseVirtualNetwork(vnet *engine.Resource) error {
	for _, sub := range s.subnets(vnet.ID) {
		if err := s.refuseSubnet(sub); err != nil {
			return err
		}
	}
	return nil
}

// subnets are those of a virtual network, in the order of their creation.
func (s *Service) subnets(vnetID string) []*engine.Resource {
	return s.engine.Children(vnetID, catalog.Subnet.ARM)
}

func parsePrefixes(texts []string) ([]netip.Prefix, error) {
	var prefixes []netip.Prefix
	for _, text := range texts {
		p, err := azure.ParsePrefix(text)
		if err != nil {
			return nil, engine.BadRequest("InvalidAddressPrefixFormat", "%s", err)
		}
		prefixes = append(prefixes, p)
	}
	return prefixes, nil
}

// checkSubnets refuses subnets outside the address space, and those that overlap.
func checkSubnets(vnet string, space []netip.Prefix, subnets []*engine.Resource) error {
	for i, sub := range subnets {
		p, err := Prefix(sub)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(space, func(outer netip.Prefix) bool { return azure.Covers(outer, p) }) {
			return engine.BadRequest("NetcfgInvalidSubnet", "Subnet '%s' is not valid in virtual network "+
				"'%s'.", sub.Name(), vnet)
		}
		for _, other := range subnets[:i] {
			if q, _ := Prefix(other); q.Overlaps(p) {
				return engine.BadRequest("NetcfgSubnetRangesOverlap", "Subnet '%s' is not valid because its "+
					"IP address range overlaps with that of an existing subnet in virtual network '%s'.",
					sub.Name(), vnet)
			}
		}
	}
	return nil
}
