package spec

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
)

// DefaultAddressSpace is the range of a created virtual network. The default subnets lie in it.
const DefaultAddressSpace = "10.0.0.0/16"

// Network is a virtual network with its subnets and the private DNS zone of registries, each created or
// adopted.
type Network struct {
	VirtualNetworkID string            `pulumi:"virtualNetworkId,optional" rule:"id=Microsoft.Network/virtualNetworks" derived:"one is created"`
	AddressSpace     string            `pulumi:"addressSpace,optional" rule:"cidr" without:"virtualNetworkId"`
	Name             string            `pulumi:"name,optional" rule:"name=virtual-network" derived:"vnet-<name>" without:"virtualNetworkId"`
	Subnets          map[string]Subnet `pulumi:"subnets,optional" keys:"purpose" derived:"those that are needed, in the default address space"`
	NatGateway       NatGateway        `pulumi:"natGateway,optional"`
	PrivateDNSZone   PrivateDNSZone    `pulumi:"privateDnsZone,optional"`

	Location          pulumi.StringInput `pulumi:"location,optional" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
}

// Annotate documents the fields.
func (n *Network) Annotate(a Annotator) {
	a.Describe(&n.VirtualNetworkID, "Virtual network to adopt.")
	a.Describe(&n.AddressSpace, "IPv4 range of the created virtual network.")
	a.SetDefault(&n.AddressSpace, DefaultAddressSpace)
	a.Describe(&n.Name, "Name of the created virtual network.")
	a.Describe(&n.Subnets, "Subnets by what they are for: privateEndpoints, containerApps, "+
		"containerInstances. The last two belong to their service alone.")
	a.Describe(&n.NatGateway, "Way out of the created subnet of container groups, which have no other.")
	a.Describe(&n.PrivateDNSZone, "Private DNS zone that the registry's names resolve in.")
	a.Describe(&n.Location, "Region of what is created; required unless all of it is adopted.")
	a.Describe(&n.ResourceGroupName, "Resource group of what is created. Subnets and links lie where the "+
		"adopted network and zone lie.")
	a.Describe(&n.Tags, "Tags of everything that bears tags.")
}

// Complete gives container groups a way out.
func (n *Network) Complete() {
	if n.NatGateway.Create == nil {
		n.NatGateway.Create = pulumi.BoolRef(n.egress() && n.NatGateway.ID == "")
	}
}

// egress reports whether a created subnet needs a way out.
func (n *Network) egress() bool {
	for key, subnet := range n.Subnets {
		if purpose, known := PurposeOf(key); known && purpose.Egress && subnet.Created() {
			return true
		}
	}
	return false
}

// Check compares the ranges, and what is created with what is adopted.
func (n *Network) Check(f *Faults) {
	n.checkVirtualNetwork(f)
	keys := slices.Sorted(maps.Keys(n.Subnets))
	for i, key := range keys {
		n.checkSubnet(f, key)
		n.checkApart(f, key, keys[:i])
	}
	n.checkNatGateway(f)
	n.CheckTags(f, "tags", n.Tags)
}

// CheckTags notes tags, which stand at the path, that something which is created would refuse.
func (n *Network) CheckTags(f *Faults, path string, tags Tags) {
	if n.PrivateDNSZone.Linked {
		checkTags(f, path, tags, MostTags, "a resource")
		return
	}
	checkZoneTags(f, path, tags)
}

func (n *Network) checkVirtualNetwork(f *Faults) {
	if n.VirtualNetworkID != "" {
		return
	}
	if n.Location == nil && n.ResourceGroupName != nil {
		f.Add("location", "is required, because the virtual network is created", nil,
			`give a region such as "koreacentral"`)
	}
	if space, err := azure.ParsePrefix(n.AddressSpace); err == nil {
		n.checkReserved(f, "addressSpace", space, azure.VirtualNetworkReserved)
	}
}

func (n *Network) checkReserved(
	f *Faults, path string, given netip.Prefix, reserved func(netip.Prefix) (netip.Prefix, bool),
) {
	if taken, overlaps := reserved(given); overlaps && f.OK(path) {
		f.Add(path, fmt.Sprintf("must not overlap %s, which Azure keeps to itself", taken), given.String(),
			"choose another private range, such as "+DefaultAddressSpace)
	}
}

func (n *Network) checkSubnet(f *Faults, key string) {
	path := Join("subnets", key)
	subnet := n.Subnets[key]
	purpose, known := PurposeOf(key)
	switch {
	case !known || !f.Whole(path):
	case subnet.Created():
		n.checkCreated(f, path+".addressPrefix", subnet, purpose)
	default:
		n.checkAdopted(f, path+".id", subnet)
	}
}

func (n *Network) checkAdopted(f *Faults, path string, subnet Subnet) {
	switch {
	case !f.OK("virtualNetworkId"):
	case n.VirtualNetworkID == "":
		f.Add(path, "must not be given where the virtual network is created: its subnets are created with it",
			subnet.ID,
			"give virtualNetworkId as well, or an addressPrefix instead")
	case !azure.SameID(azure.ParentID(subnet.ID), n.VirtualNetworkID):
		f.Add(path, "must lie in the adopted virtual network "+n.VirtualNetworkID, subnet.ID,
			"give the id of one of its subnets")
	}
}

func (n *Network) checkCreated(f *Faults, path string, subnet Subnet, purpose Purpose) {
	prefix, err := azure.ParsePrefix(subnet.AddressPrefix)
	if err != nil {
		return
	}
	space, err := azure.ParsePrefix(n.AddressSpace)
	if err == nil && f.OK("addressSpace") && !azure.Covers(space, prefix) {
		f.Add(path, "must lie in the address space "+n.AddressSpace, subnet.AddressPrefix,
			"move it inside, or widen addressSpace")
	}
	if prefix.Bits() > purpose.Smallest {
		f.Add(path, fmt.Sprintf("must be a /%d or wider: %s", purpose.Smallest, purpose.Reason),
			subnet.AddressPrefix,
			fmt.Sprintf("widen it to a /%d", purpose.Smallest))
	}
	if f.OK("addressSpace") {
		n.checkReserved(f, path, prefix, azure.VirtualNetworkReserved)
	}
	if purpose.Key == ContainerApps {
		n.checkReserved(f, path, prefix, azure.ContainerAppsReserved)
	}
}

// checkApart finds what a subnet shares with those before it.
func (n *Network) checkApart(f *Faults, key string, before []string) {
	mine, path := n.Subnets[key], Join("subnets", key)
	for _, other := range before {
		theirs, otherPath := n.Subnets[other], Join("subnets", other)
		if mine.ID != "" && azure.SameID(mine.ID, theirs.ID) {
			f.Add(path+".id", "must differ from "+otherPath+": its delegation allows no other use", mine.ID,
				"give another subnet")
		}
		a, err := azure.ParsePrefix(mine.AddressPrefix)
		b, otherErr := azure.ParsePrefix(theirs.AddressPrefix)
		if err == nil && otherErr == nil && a.Overlaps(b) {
			f.Add(path+".addressPrefix", fmt.Sprintf("must not overlap %s (%s)", otherPath, b),
				mine.AddressPrefix,
				"choose other ranges, and set the default ones that are in the way")
		}
	}
}

func (n *Network) checkNatGateway(f *Faults) {
	create := n.NatGateway.Create != nil && *n.NatGateway.Create
	switch {
	case !f.Whole("natGateway") || !f.Whole("subnets") || !f.OK("addressSpace", "virtualNetworkId"):
	case create && n.NatGateway.ID != "":
		f.Add("natGateway", "must be either adopted by id or created, not both", n.NatGateway.ID,
			"remove create, or remove id")
	case (create || n.NatGateway.ID != "") && !n.egress():
		f.Add("natGateway", "needs a containerInstances subnet that is created, to attach the gateway to",
			nil,
			"remove it, or give subnets.containerInstances an addressPrefix")
	}
}

// NatGateway is a NAT gateway to create, with a static public address of its own, or to adopt.
type NatGateway struct {
	ID     string `pulumi:"id,optional" rule:"id=Microsoft.Network/natGateways" derived:"none"`
	Create *bool  `pulumi:"create,optional" derived:"true where the subnet of container groups is created and no id is given"`
	Name   string `pulumi:"name,optional" rule:"name=NAT-gateway" derived:"ng-<name>" without:"id"`
}

// Annotate documents the fields.
func (g *NatGateway) Annotate(a Annotator) {
	a.Describe(&g.ID, "NAT gateway to adopt.")
	a.Describe(&g.Create, "Whether to create a NAT gateway with a public address of its own.")
	a.Describe(&g.Name, "Name of the created NAT gateway. Its public address is called pip-<name>.")
}

// PrivateDNSZone is the private DNS zone of registries, to create and to link to the virtual network, or to
// adopt.
type PrivateDNSZone struct {
	ID     string `pulumi:"id,optional" rule:"id=Microsoft.Network/privateDnsZones" derived:"one is created"`
	Linked bool   `pulumi:"linked,optional"`

	Name string `pulumi:"name,optional" from:"deployment"`
}

// Annotate documents the fields.
func (z *PrivateDNSZone) Annotate(a Annotator) {
	a.Describe(&z.ID, "Private DNS zone to adopt, privatelink.azurecr.io in the public cloud.")
	a.Describe(&z.Linked, "Whether the adopted zone is linked to the virtual network already. Without a "+
		"link the registry's name resolves to its public address, which refuses pulls.")
	a.SetDefault(&z.Linked, false)
	a.Describe(&z.Name, "Name of the created zone: that of the cloud's registries.")
}

// Complete takes the public cloud's zone for granted.
func (z *PrivateDNSZone) Complete() {
	if z.ID == "" && z.Name == "" {
		z.Name = azure.Public.PrivateZone
	}
}

// Check compares the two ways to come by a zone.
func (z *PrivateDNSZone) Check(f *Faults) {
	adopted, err := azure.ParseID(azure.TypePrivateDNSZone, z.ID)
	switch {
	case z.ID == "" && z.Linked:
		f.Add("linked", "must be false for a zone that is created, because it is linked as well", true,
			"remove it, or give the id of the linked zone")
	case z.ID == "" && !azure.IsRegistryZone(z.Name):
		f.Add("name", "must be the zone of a cloud's registries", z.Name, "use "+azure.Public.PrivateZone+
			" in the public cloud")
	case err == nil && !azure.IsRegistryZone(adopted.Name):
		f.Add("id", "must be the zone of a cloud's registries, "+azure.Public.PrivateZone+
			" in the public one", z.ID,
			"give the id of such a zone")
	}
}
