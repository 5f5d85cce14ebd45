package spec

import (
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
)

// PrivateEndpoint is the private endpoint of a registry, with the zone group that keeps its records.
type PrivateEndpoint struct {
	Name            string            `pulumi:"name,optional" rule:"name=private-endpoint" derived:"pe-<name>"`
	Group           string            `pulumi:"group,optional"`
	StaticAddresses map[string]string `pulumi:"staticAddresses,optional" rule:"ipv4" derived:"none"`
	DataEndpoints   DataEndpointMode  `pulumi:"dataEndpoints,optional"`

	Location          pulumi.StringInput `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	RegistryID        pulumi.StringInput `pulumi:"registryId" rule:"id=Microsoft.ContainerRegistry/registries" from:"deployment"`
	SubnetID          pulumi.StringInput `pulumi:"subnetId" rule:"id=Microsoft.Network/virtualNetworks/subnets" from:"deployment"`
	PrivateDNSZoneID  pulumi.StringInput `pulumi:"privateDnsZoneId" rule:"id=Microsoft.Network/privateDnsZones" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
	ResourceManager   string             `pulumi:"resourceManager,optional" derived:"that of the public cloud" from:"deployment"`
}

// Annotate documents the fields.
func (e *PrivateEndpoint) Annotate(a Annotator) {
	a.Describe(&e.Name, "Name of the private endpoint.")
	a.Describe(&e.Group, "Private-link group to connect to.")
	a.SetDefault(&e.Group, azure.RegistryGroup)
	a.Describe(&e.StaticAddresses, "Fixed address of every member of the group; without any the subnet "+
		"chooses.")
	a.Describe(&e.DataEndpoints, "Who serves layers. On the change from dedicated to another mode the "+
		"endpoint takes the records of the data endpoints back.")
	a.SetDefault(&e.DataEndpoints, string(DataEndpointsAuto))
	a.Describe(&e.Location, "Region of the subnet.")
	a.Describe(&e.ResourceGroupName, "Resource group that the endpoint lies in.")
	a.Describe(&e.RegistryID, "ARM id of the registry, known when its replicas are there: Azure refuses an "+
		"endpoint while one is being made.")
	a.Describe(&e.SubnetID, "Subnet that the endpoint takes its addresses from. Changing it replaces the "+
		"endpoint.")
	a.Describe(&e.PrivateDNSZoneID, "Private DNS zone that gets the records.")
	a.Describe(&e.Tags, "Tags of the endpoint; a zone group takes none.")
	a.Describe(&e.ResourceManager, "URL of the Resource Manager.")
}

// Check knows the groups of a registry.
func (e *PrivateEndpoint) Check(f *Faults) {
	if !azure.IsRegistryGroup(e.Group) {
		f.Add("group", "must be a private-link group of a registry", e.Group,
			`use "registry", or leave it out`)
	}
	checkDistinct(f, e.StaticAddresses)
	checkTags(f, "tags", e.Tags, MostTags, "a resource")
}

// DataEndpointMode says which private endpoints carry a registry's data endpoints.
type DataEndpointMode string

// The modes. A registry offers a region's data endpoint as a private-link group of its own, or as a required
// member of the group "registry", which the registry endpoint then carries. Azure documents the second
// (container-registry-private-endpoints); the first is met in the field.
const (
	// DataEndpointsAuto builds what the registry offers.
	DataEndpointsAuto DataEndpointMode = "auto"
	// DataEndpointsDedicated makes an endpoint for each region, and fails where the registry offers a member
	// only.
	DataEndpointsDedicated DataEndpointMode = "dedicated"
	// DataEndpointsShared makes no endpoint, and fails where the registry offers a group of its own.
	DataEndpointsShared DataEndpointMode = "shared"
)

// Values lists the modes, the default first.
func (DataEndpointMode) Values() []DataEndpointMode {
	return []DataEndpointMode{DataEndpointsAuto, DataEndpointsDedicated, DataEndpointsShared}
}

// DataEndpoints is the second stage of a registry's private path: how its layers are reached.
type DataEndpoints struct {
	DataEndpoints    DataEndpointMode  `pulumi:"dataEndpoints,optional"`
	DiscoveryTimeout string            `pulumi:"discoveryTimeout,optional" rule:"duration=1s..24h"`
	StaticAddresses  map[string]string `pulumi:"staticAddresses,optional" rule:"ipv4" derived:"none"`

	Location          pulumi.StringInput `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	RegistryID        pulumi.StringInput `pulumi:"registryId" rule:"id=Microsoft.ContainerRegistry/registries" from:"deployment"`
	RegistryName      string             `pulumi:"registryName" rule:"name=registry" from:"deployment"`
	LoginServer       pulumi.StringInput `pulumi:"loginServer" from:"deployment"`
	Regions           []string           `pulumi:"regions" rule:"region" from:"deployment"`
	ZoneGroupID       pulumi.StringInput `pulumi:"zoneGroupId" rule:"id=Microsoft.Network/privateEndpoints/privateDnsZoneGroups" from:"deployment"`
	SubnetID          pulumi.StringInput `pulumi:"subnetId" rule:"id=Microsoft.Network/virtualNetworks/subnets" from:"deployment"`
	PrivateDNSZoneID  pulumi.StringInput `pulumi:"privateDnsZoneId" rule:"id=Microsoft.Network/privateDnsZones" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
	ResourceManager   string             `pulumi:"resourceManager,optional" from:"deployment"`
}

// Annotate documents the fields.
func (d *DataEndpoints) Annotate(a Annotator) {
	a.Describe(&d.DataEndpoints, "Who serves layers: auto builds what the registry offers, dedicated "+
		"builds a private endpoint per region, shared relies on the registry's own.")
	a.SetDefault(&d.DataEndpoints, string(DataEndpointsAuto))
	a.Describe(&d.DiscoveryTimeout, "How long to wait until the registry offers every region's data "+
		"endpoint, and again until every host has an address.")
	a.SetDefault(&d.DiscoveryTimeout, "20m")
	a.Describe(&d.StaticAddresses, "Fixed address of every private-link member: registry, and "+
		"registry_data_<region> per region.")
	a.Describe(&d.Location, "Region of the subnet.")
	a.Describe(&d.ResourceGroupName, "Resource group that the endpoints lie in.")
	a.Describe(&d.RegistryID, "ARM id of the registry, known when its replicas are there.")
	a.Describe(&d.RegistryName, "Name of the registry; the endpoints' names end with it.")
	a.Describe(&d.LoginServer, "Host of the registry as Azure reports it.")
	a.Describe(&d.Regions, "Regions of the registry, the home region first.")
	a.Describe(&d.ZoneGroupID, "Zone group of the registry endpoint, so that nothing looks before that is "+
		"done.")
	a.Describe(&d.SubnetID, "Subnet that the endpoints take their addresses from. Changing it replaces them.")
	a.Describe(&d.PrivateDNSZoneID, "Private DNS zone that gets the records.")
	a.Describe(&d.Tags, "Tags of the endpoints.")
	a.Describe(&d.ResourceManager, "URL of the Resource Manager; that of the public cloud when left out.")
}

// Check compares the static addresses with the members that there are, because Azure refuses endpoints with
// some fixed and some chosen (PrivateEndpointIpConfigurationMissingMemberNamesRequiredByFps).
func (d *DataEndpoints) Check(f *Faults) {
	checkTags(f, "tags", d.Tags, MostTags, "a resource")
	if len(d.StaticAddresses) == 0 || !f.OK("staticAddresses") {
		return
	}
	if d.DataEndpoints == DataEndpointsAuto {
		f.Add("staticAddresses", "must not be given where dataEndpoints is auto, because the endpoints are "+
			"not known beforehand", d.StaticAddresses, "set dataEndpoints to dedicated or shared")
	}
	if len(d.Regions) > 0 && f.Whole("regions") {
		d.checkMembers(f)
	}
	checkDistinct(f, d.StaticAddresses)
}

func (d *DataEndpoints) checkMembers(f *Faults) {
	members := []string{azure.RegistryGroup}
	for _, region := range d.Regions {
		members = append(members, azure.DataMember(region))
	}
	for _, member := range slices.Sorted(maps.Keys(d.StaticAddresses)) {
		if !slices.Contains(members, member) {
			f.Add(Join("staticAddresses", member),
				"must be a member of the registry: "+strings.Join(members, ", "),
				d.StaticAddresses[member], "correct or remove it")
		}
	}
	given := func(member string) bool { _, is := d.StaticAddresses[member]; return is }
	if missing := slices.DeleteFunc(members, given); len(missing) > 0 {
		f.Add("staticAddresses", "must name every member of the registry, or none", d.StaticAddresses,
			"add "+strings.Join(missing, ", "))
	}
}

// checkDistinct finds an address that is given twice.
func checkDistinct(f *Faults, addresses map[string]string) {
	owner := map[netip.Addr]string{}
	for _, member := range slices.Sorted(maps.Keys(addresses)) {
		path := Join("staticAddresses", member)
		address, err := netip.ParseAddr(addresses[member])
		if twin := owner[address]; err == nil && twin != "" && f.OK(path) {
			f.Add(path, "must differ from the address of "+show(twin), addresses[member], "choose a free one")
		}
		owner[address] = member
	}
}
