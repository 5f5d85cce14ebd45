package privatelink

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// Names below a private endpoint. That of a zone group is part of its ARM id; those of its one zone say whose
// records the group is meant to keep.
const (
	zoneGroupName = "default"
	// allRecords are those of every member of the endpoint's group.
	allRecords = "registry"
	// loginRecord is the login server's alone: others have overwritten the rest.
	loginRecord = "login"
)

// connection is one private endpoint and its zone group, as both stages make them.
type connection struct {
	// logical begins the resources' logical names; name is the endpoint's name in Azure.
	logical, name string

	location, resourceGroup, registryID, subnetID, zoneID, group pulumi.StringInput

	// records names the zone in the zone group, and hooks run as the zone group is written.
	records string
	hooks   *pulumi.ResourceHookBinding

	static map[string]string
	tags   spec.Tags
}

// create makes the endpoint after the given resources, then its zone group.
func (c connection) create(
	ctx *pulumi.Context, parent pulumi.Resource, after ...pulumi.Resource,
) (*network.PrivateEndpoint, *network.PrivateDnsZoneGroup, error) {
	endpoint, err := network.NewPrivateEndpoint(ctx, c.logical+"-endpoint", c.endpoint(),
		pulumi.Parent(parent), pulumi.DependsOn(after),
		// Azure refuses to move an endpoint (CannotChangeSubnetOnExistingPrivateEndpoint), also to another
		// region, for which azure-native would try an update; and its name is taken until it is gone.
		pulumi.ReplaceOnChanges([]string{"location", "subnet"}), pulumi.DeleteBeforeReplace(true))
	if err != nil {
		return nil, nil, fmt.Errorf("creating private endpoint %q: %w", c.name, err)
	}
	zoneGroup, err := network.NewPrivateDnsZoneGroup(ctx, c.logical+"-zone-group", c.zoneGroup(endpoint.Name),
		pulumi.Parent(parent), pulumi.DeleteBeforeReplace(true), pulumi.ResourceHooks(c.hooks))
	if err != nil {
		return nil, nil, fmt.Errorf("creating zone group of private endpoint %q: %w", c.name, err)
	}
	return endpoint, zoneGroup, nil
}

func (c connection) endpoint() *network.PrivateEndpointArgs {
	return &network.PrivateEndpointArgs{
		PrivateEndpointName: pulumi.String(c.name),
		Location:            component.Ptr(c.location),
		ResourceGroupName:   c.resourceGroup,
		Subnet:              &network.SubnetTypeArgs{Id: component.Ptr(c.subnetID)},
		IpConfigurations:    c.addresses(),
		PrivateLinkServiceConnections: network.PrivateLinkServiceConnectionArray{
			network.PrivateLinkServiceConnectionArgs{
				// Azure wants a name here; the endpoint's is as good as any.
				Name:                 pulumi.String(c.name),
				PrivateLinkServiceId: component.Ptr(c.registryID),
				GroupIds:             pulumi.StringArray{c.group},
			},
		},
		Tags: component.Tags(c.tags),
	}
}

// addresses has one configuration for each member, in order of the members: Azure wants every member of the
// group named, and a changing order would show as a difference.
func (c connection) addresses() network.PrivateEndpointIPConfigurationArrayInput {
	if len(c.static) == 0 {
		return nil
	}
	var list network.PrivateEndpointIPConfigurationArray
	for _, member := range slices.Sorted(maps.Keys(c.static)) {
		list = append(list, network.PrivateEndpointIPConfigurationArgs{
			Name:             pulumi.String(member),
			GroupId:          component.Ptr(c.group),
			MemberName:       pulumi.String(member),
			PrivateIPAddress: pulumi.String(c.static[member]),
		})
	}
	return list
}

func (c connection) zoneGroup(endpointName pulumi.StringInput) *network.PrivateDnsZoneGroupArgs {
	return &network.PrivateDnsZoneGroupArgs{
		PrivateDnsZoneGroupName: pulumi.String(zoneGroupName),
		PrivateEndpointName:     endpointName,
		ResourceGroupName:       c.resourceGroup,
		PrivateDnsZoneConfigs: network.PrivateDnsZoneConfigArray{
			network.PrivateDnsZoneConfigArgs{
				Name:             pulumi.String(c.records),
				PrivateDnsZoneId: component.Ptr(c.zoneID),
			},
		},
	}
}
