package network

import (
	"fmt"
	"net/netip"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// checker collects the faults of a plan.
type checker struct {
	*plan
	component.Faults
	// space is the address space of a created virtual network; invalid when that is itself a fault.
	space netip.Prefix
	// taken are the names and ranges of the created subnets seen so far, by path.
	names  map[string]string
	ranges []taken
}

type taken struct {
	path   string
	prefix netip.Prefix
}

// check reports every fault, and keeps the parsed ids of what is adopted.
func (p *plan) check(name string) error {
	c := &checker{plan: p, names: map[string]string{}}
	c.Require("resourceGroupName", p.ResourceGroupName != nil, "give the resource group to create in")
	needsLocation := p.VirtualNetwork != nil || p.createsNatGateway()
	c.Require("location", p.Location != nil || !needsLocation, `give a region such as "koreacentral"`)
	c.checkVirtualNetwork()
	for _, s := range p.subnets {
		c.checkSubnet(s)
	}
	c.checkNatGateway()
	c.checkZone()
	return c.Err("network", name)
}

func (c *checker) checkVirtualNetwork() {
	switch {
	case c.VirtualNetwork == nil:
		c.network = c.parse("virtualNetworkId", azure.TypeVirtualNetwork, c.VirtualNetworkID)
		return
	case c.VirtualNetworkID != "":
		c.Add("virtualNetworkId", "must not be given together with virtualNetwork", c.VirtualNetworkID,
			"either create the virtual network or adopt it")
	}
	c.Check("virtualNetwork.name", azure.CheckName(azure.NameVirtualNetwork, c.VirtualNetwork.Name))
	space, err := azure.ParsePrefix(c.VirtualNetwork.AddressSpace)
	c.Check("virtualNetwork.addressSpace", err)
	if reserved, ok := azure.VirtualNetworkReserved(space); ok && err == nil {
		c.Add("virtualNetwork.addressSpace",
			fmt.Sprintf("must not overlap %s, which Azure reserves", reserved), space.String(), "")
	}
	c.space = space
}

// parse notes a fault and returns nil when the id is not one of the type.
func (c *checker) parse(path, resourceType, id string) *arm.ResourceID {
	parsed, err := azure.ParseID(resourceType, id)
	c.Check(path, err)
	return parsed
}

func (c *checker) checkSubnet(s subnet) {
	switch {
	case s.Subnet == nil:
	case s.ID == "":
		c.checkCreated(s)
	case s.AddressPrefix != "" || s.Name != "":
		c.Add(s.path+".id", "must not be given together with name or addressPrefix", s.ID,
			"either create the subnet or adopt it")
	default:
		c.checkAdopted(s)
	}
}

func (c *checker) checkAdopted(s subnet) {
	parsed := c.parse(s.path+".id", azure.TypeSubnet, s.ID)
	switch {
	case parsed == nil:
	case c.VirtualNetwork != nil:
		c.Add(s.path+".id", "must not be given with a created virtual network", s.ID,
			"give addressPrefix, or adopt the virtual network too")
	case c.network != nil && !azure.SameID(parsed.Parent.String(), c.network.String()):
		c.Add(s.path+".id", "must be a subnet of virtualNetworkId", s.ID, "")
	}
}

func (c *checker) checkCreated(s subnet) {
	c.Check(s.path+".name", azure.CheckName(azure.NameSubnet, s.Name))
	if other, ok := c.names[s.Name]; ok {
		c.Add(s.path+".name", "must differ from "+other+".name", s.Name, "")
	}
	c.names[s.Name] = s.path
	prefix, err := azure.ParsePrefix(s.AddressPrefix)
	if err != nil {
		c.Check(s.path+".addressPrefix", err)
		return
	}
	c.checkRange(s, prefix)
	c.ranges = append(c.ranges, taken{path: s.path, prefix: prefix})
}

func (c *checker) checkRange(s subnet, prefix netip.Prefix) {
	path := s.path + ".addressPrefix"
	if prefix.Bits() > s.smallest {
		c.Add(path, fmt.Sprintf("must be a /%d or larger", s.smallest), prefix.String(), "")
	}
	if c.space.IsValid() && !azure.Covers(c.space, prefix) {
		c.Add(path, "must lie in virtualNetwork.addressSpace "+c.space.String(), prefix.String(), "")
	}
	for _, other := range c.ranges {
		if other.prefix.Overlaps(prefix) {
			c.Add(path, fmt.Sprintf("must not overlap %s.addressPrefix %s", other.path, other.prefix),
				prefix.String(), "")
		}
	}
	if reserved, ok := azure.ContainerAppsReserved(prefix); ok && s.path == containerApps.path {
		c.Add(path, fmt.Sprintf("must not overlap %s, which Container Apps reserves", reserved),
			prefix.String(), "")
	}
}

func (c *checker) checkNatGateway() {
	if c.NatGateway == nil {
		return
	}
	groups := c.subnets[len(c.subnets)-1]
	if !groups.created() {
		c.Add("natGateway", "must not be given without a created containerInstances subnet", "",
			"an adopted subnet has its own way out")
	}
	switch {
	case c.createsNatGateway():
		c.Check("natGateway.name", azure.CheckName(azure.NameNatGateway, c.NatGateway.Name))
	case c.NatGateway.Name != "":
		c.Add("natGateway.id", "must not be given together with name", c.NatGateway.ID,
			"either create the gateway or adopt it")
	default:
		c.parse("natGateway.id", azure.TypeNatGateway, c.NatGateway.ID)
	}
}

func (c *checker) checkZone() {
	zone := c.PrivateDNSZone
	switch {
	case zone.ID == "":
		if zone.Linked {
			c.Add("privateDnsZone.linked", "must not be given for a created zone", "true", "give its id")
		}
		if !azure.IsRegistryZone(zone.Name) {
			c.Add("privateDnsZone.name", "must be the zone of a cloud's registries", zone.Name,
				fmt.Sprintf("use %q in the public cloud", azure.Public.PrivateZone))
		}
	case zone.Name != "":
		c.Add("privateDnsZone.id", "must not be given together with name", zone.ID,
			"either create the zone or adopt it")
	default:
		c.zone = c.parse("privateDnsZone.id", azure.TypePrivateDNSZone, zone.ID)
	}
}
