package privatelink

import (
	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// EndpointType is the type token of Endpoint.
const EndpointType = "private-acr:privatelink:Endpoint"

// Endpoint is a registry's private endpoint and the zone group that keeps its records.
type Endpoint struct {
	pulumi.ResourceState

	// ID is the private endpoint's ARM id.
	ID pulumi.StringOutput `pulumi:"id"`
	// ZoneGroupID is the zone group's ARM id; it is known once Azure has taken on the records.
	ZoneGroupID pulumi.StringOutput `pulumi:"zoneGroupId"`

	// PrivateEndpoint is the endpoint itself.
	PrivateEndpoint *network.PrivateEndpoint
	// ZoneGroup is the zone group itself.
	ZoneGroup *network.PrivateDnsZoneGroup
}

// NewEndpoint makes the private endpoint of a registry, and its zone group. It is an error to leave out a
// required argument or to give an address that is none; all faults are reported together.
func NewEndpoint(
	ctx *pulumi.Context, name string, args *EndpointArgs, opts ...pulumi.ResourceOption,
) (*Endpoint, error) {
	a := args.withDefaults()
	if err := a.check(name); err != nil {
		return nil, err
	}
	e := &Endpoint{}
	if err := component.Register(ctx, EndpointType, name, a.inputs(), e, opts...); err != nil {
		return nil, err
	}
	var err error
	if e.PrivateEndpoint, e.ZoneGroup, err = a.connection(name).create(ctx, e, a.After...); err != nil {
		return nil, err
	}
	e.ID = e.PrivateEndpoint.ID().ToStringOutput()
	e.ZoneGroupID = e.ZoneGroup.ID().ToStringOutput()
	return e, component.Outputs(ctx, e, pulumi.Map{"id": e.ID, "zoneGroupId": e.ZoneGroupID})
}

func (a EndpointArgs) inputs() pulumi.Map {
	return pulumi.Map{
		"registryId": a.RegistryID, "subnetId": a.SubnetID, "privateDnsZoneId": a.PrivateDNSZoneID,
		"name": pulumi.String(a.Name), "group": pulumi.String(a.Group),
		"staticAddresses": pulumi.ToStringMap(a.StaticAddresses),
	}
}

func (a EndpointArgs) connection(name string) connection {
	return connection{
		logical: name, name: a.Name,
		location: a.Location, resourceGroup: a.ResourceGroupName, registryID: a.RegistryID,
		subnetID: a.SubnetID, zoneID: a.PrivateDNSZoneID, group: pulumi.String(a.Group),
		static: a.StaticAddresses, tags: a.Tags,
	}
}
