package privatelink

import (
	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
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

// NewEndpoint makes the private endpoint of a registry, and its zone group.
//
// Where the group carries data endpoints too, a dedicated endpoint of [NewDataEndpoints] overwrites their
// records. When the mode of data endpoints changes from dedicated to another, the zone group is updated, and
// takes them back: see the hook's own words.
func NewEndpoint(
	ctx *pulumi.Context, name string, args *spec.PrivateEndpoint, opts ...pulumi.ResourceOption,
) (*Endpoint, error) {
	e := &Endpoint{}
	return component.New(ctx, EndpointType, name, args, e, func(in *spec.PrivateEndpoint) error {
		return e.build(ctx, name, in)
	}, opts...)
}

func (e *Endpoint) build(ctx *pulumi.Context, name string, in *spec.PrivateEndpoint) error {
	hooks, err := reclaimHooks(ctx, name, in, pulumi.Parent(e))
	if err != nil {
		return err
	}
	wanted := connection{
		logical: name, name: in.Name,
		location: in.Location, resourceGroup: in.ResourceGroupName, registryID: in.RegistryID,
		subnetID: in.SubnetID, zoneID: in.PrivateDNSZoneID, group: pulumi.String(in.Group),
		static: in.StaticAddresses, tags: in.Tags, records: allRecords, hooks: hooks,
	}
	if in.DataEndpoints == spec.DataEndpointsDedicated {
		wanted.records = loginRecord
	}
	if e.PrivateEndpoint, e.ZoneGroup, err = wanted.create(ctx, e); err != nil {
		return err
	}
	e.ID = e.PrivateEndpoint.ID().ToStringOutput()
	e.ZoneGroupID = e.ZoneGroup.ID().ToStringOutput()
	return nil
}
