package privatelink

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// DefaultDeadline is how long each gate of the data-endpoint stage waits. Azure states no figure for the
// time between a registry's success and its private-link groups; a replica's can take minutes.
const DefaultDeadline = 15 * time.Minute

// EndpointArgs are the arguments of NewEndpoint.
type EndpointArgs struct {
	// Location is the region of the subnet.
	Location pulumi.StringInput
	// ResourceGroupName is where the endpoint goes.
	ResourceGroupName pulumi.StringInput
	// RegistryID is the registry's ARM id. It should wait for the registry's replicas: Azure refuses an
	// endpoint while a replica is being made.
	RegistryID pulumi.StringInput
	// SubnetID is where the endpoint takes its addresses. Changing it replaces the endpoint.
	SubnetID pulumi.StringInput
	// PrivateDNSZoneID is the zone that gets the records, privatelink.azurecr.io in the public cloud.
	PrivateDNSZoneID pulumi.StringInput
	// Name is the endpoint's name in Azure, such as "pe-acr-contoso".
	Name string
	// Group is the private-link group to connect to; empty means "registry".
	Group string
	// StaticAddresses maps each member of the group to its address, such as "registry" to "10.0.0.4". Azure
	// wants all members of the group or none. Empty lets the subnet choose.
	StaticAddresses map[string]string
	// Tags are put on the endpoint; a zone group takes none.
	Tags map[string]string
	// After are resources that must exist first without giving a value, such as the zone's link.
	After []pulumi.Resource
}

func (a EndpointArgs) withDefaults() EndpointArgs {
	if a.Group == "" {
		a.Group = azure.RegistryGroup
	}
	return a
}

func (a EndpointArgs) check(name string) error {
	var faults component.Faults
	requireInputs(&faults, map[string]pulumi.StringInput{
		"location": a.Location, "resourceGroupName": a.ResourceGroupName, "registryId": a.RegistryID,
		"subnetId": a.SubnetID, "privateDnsZoneId": a.PrivateDNSZoneID,
	})
	faults.Require("name", a.Name != "", `give the endpoint's name in Azure, such as "pe-acr-contoso"`)
	if !azure.IsRegistryGroup(a.Group) {
		faults.Add("group", "must be a private-link group of a registry", a.Group,
			`use "registry", or leave it out`)
	}
	checkAddresses(&faults, a.StaticAddresses)
	return faults.Err("private endpoint", name)
}

// Mode says how a registry's data endpoints are reached.
type Mode string

// The modes. A registry offers a region's data endpoint as a private-link group of its own, or as a required
// member of the group "registry", which the registry endpoint then carries. Azure documents the second
// (container-registry-private-endpoints); the first is met in the field.
const (
	// Auto builds what the registry offers. It is the default.
	Auto Mode = "auto"
	// Dedicated makes an endpoint for each region, and fails where the registry offers a member only.
	Dedicated Mode = "dedicated"
	// Shared makes no endpoint, and fails where the registry offers a group of its own.
	Shared Mode = "shared"
)

// Modes lists the modes.
func Modes() []Mode { return []Mode{Auto, Dedicated, Shared} }

// DataEndpointsArgs are the arguments of NewDataEndpoints.
type DataEndpointsArgs struct {
	// Location is the region of the subnet.
	Location pulumi.StringInput
	// ResourceGroupName is where the endpoints go.
	ResourceGroupName pulumi.StringInput
	// RegistryID is the registry's ARM id, as for the registry endpoint.
	RegistryID pulumi.StringInput
	// RegistryName is the registry's name in Azure; the endpoints' names end with it.
	RegistryName string
	// LoginServer is the registry's host as Azure reports it.
	LoginServer pulumi.StringInput
	// Regions are the registry's regions in their short form, the home region first.
	Regions []string
	// Mode is how the data endpoints are reached; empty means Auto.
	Mode Mode
	// ZoneGroupID is the ARM id of the registry endpoint's zone group. The gate takes it so that it cannot
	// look before the registry endpoint is done.
	ZoneGroupID pulumi.StringInput
	// SubnetID is where the endpoints take their addresses. Changing it replaces them.
	SubnetID pulumi.StringInput
	// PrivateDNSZoneID is the zone that gets the records.
	PrivateDNSZoneID pulumi.StringInput
	// StaticAddresses maps members such as "registry_data_koreacentral" to addresses. It is used where a
	// region gets an endpoint of its own, and covers all regions or none.
	StaticAddresses map[string]string
	// Tags are put on the endpoints.
	Tags map[string]string
	// ResourceManager is the URL of the Resource Manager; empty means the public cloud's.
	ResourceManager string
	// Clock is the time the gates wait by; nil is the machine's own clock.
	Clock gate.Clock
	// Deadline is how long each of the two gates waits; zero means DefaultDeadline.
	Deadline time.Duration
}

func (a DataEndpointsArgs) withDefaults() DataEndpointsArgs {
	if a.Mode == "" {
		a.Mode = Auto
	}
	if a.Deadline == 0 {
		a.Deadline = DefaultDeadline
	}
	return a
}

func (a DataEndpointsArgs) check(name string) error {
	var faults component.Faults
	requireInputs(&faults, map[string]pulumi.StringInput{
		"location": a.Location, "resourceGroupName": a.ResourceGroupName, "registryId": a.RegistryID,
		"loginServer": a.LoginServer, "zoneGroupId": a.ZoneGroupID, "subnetId": a.SubnetID,
		"privateDnsZoneId": a.PrivateDNSZoneID,
	})
	faults.Require("registryName", a.RegistryName != "", "give the registry's name in Azure")
	if !slices.Contains(Modes(), a.Mode) {
		faults.Add("mode", "must be auto, dedicated or shared", string(a.Mode), "")
	}
	if a.Deadline < 0 {
		faults.Add("deadline", "must not be negative", a.Deadline.String(), "")
	}
	a.checkRegions(&faults)
	a.checkCoverage(&faults)
	checkAddresses(&faults, a.StaticAddresses)
	return faults.Err("data endpoints", name)
}

func (a DataEndpointsArgs) checkRegions(faults *component.Faults) {
	faults.Require("regions", len(a.Regions) > 0, "give the home region, then those of the replicas")
	seen := map[string]bool{}
	for i, region := range a.Regions {
		path := fmt.Sprintf("regions[%d]", i)
		if short, err := azure.ParseRegion(region); err != nil {
			faults.Check(path, err)
		} else if short != region {
			faults.Add(path, "must be a region's short form", region, fmt.Sprintf("write %q", short))
		}
		if seen[region] {
			faults.Add(path, "must not name a region twice", region, "")
		}
		seen[region] = true
	}
}

func (a DataEndpointsArgs) checkCoverage(faults *component.Faults) {
	if len(a.StaticAddresses) == 0 {
		return
	}
	var members []string
	for _, region := range a.Regions {
		member := azure.DataMember(region)
		members = append(members, member)
		if a.StaticAddresses[member] == "" {
			faults.Add("staticAddresses", "must have an address for every region", "",
				fmt.Sprintf("add %q", member))
		}
	}
	for _, member := range slices.Sorted(maps.Keys(a.StaticAddresses)) {
		if !slices.Contains(members, member) {
			faults.Add("staticAddresses", "must name members of the registry's regions", member,
				"use "+strings.Join(members, ", "))
		}
	}
}

func requireInputs(faults *component.Faults, inputs map[string]pulumi.StringInput) {
	for path, input := range inputs {
		faults.Require(path, input != nil, "")
	}
}

func checkAddresses(faults *component.Faults, addresses map[string]string) {
	for _, member := range slices.Sorted(maps.Keys(addresses)) {
		address := addresses[member]
		if parsed, err := netip.ParseAddr(address); err != nil || !parsed.Is4() {
			faults.Add(fmt.Sprintf("staticAddresses[%q]", member), "must be an IPv4 address", address, "")
		}
	}
}
