package privatelink

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/arm"
	"private-acr/internal/component"
)

// DataEndpointsType is the type token of DataEndpoints.
const DataEndpointsType = "private-acr:privatelink:DataEndpoints"

// DataEndpoints is the second stage of a registry's private path. All its outputs are known only when
// every host has an address.
type DataEndpoints struct {
	pulumi.ResourceState

	// LoginServer is the registry's host.
	LoginServer pulumi.StringOutput `pulumi:"loginServer"`
	// DataHosts maps each region to the host that serves its layers.
	DataHosts pulumi.StringMapOutput `pulumi:"dataHosts"`
	// Addresses maps every host, the login server among them, to its private address.
	Addresses pulumi.StringMapOutput `pulumi:"addresses"`
}

// NewDataEndpoints follows the registry endpoint: it waits until the registry offers every region's data
// endpoint, makes the endpoints that the mode asks for, one after the other because Azure refuses concurrent
// ones, and waits until the zone groups have an address for every host.
//
// A mode against what the registry offers is a *component.ArgError with the remedy, before any endpoint is
// tried. Past the deadline a *gate.DeadlineError lists what is offered, or which hosts lack an address. In a
// preview nothing waits, and what cannot be read yet is unknown.
func NewDataEndpoints(
	ctx *pulumi.Context, name string, args *DataEndpointsArgs, opts ...pulumi.ResourceOption,
) (*DataEndpoints, error) {
	a := args.withDefaults()
	if err := a.check(name); err != nil {
		return nil, err
	}
	d := &DataEndpoints{}
	if err := component.Register(ctx, DataEndpointsType, name, a.inputs(), d, opts...); err != nil {
		return nil, err
	}
	client, err := arm.New(ctx, a.ResourceManager, pulumi.Parent(d))
	if err != nil {
		return nil, fmt.Errorf("creating data endpoints %q: %w", name, err)
	}
	s := &stage{DataEndpointsArgs: a, ctx: ctx, name: name, parent: d, client: client}
	zoneGroups, err := s.connected(s.discovered())
	if err != nil {
		return nil, err
	}
	d.handOn(s, s.resolved(zoneGroups))
	return d, component.Outputs(ctx, d, pulumi.Map{
		"loginServer": d.LoginServer, "dataHosts": d.DataHosts, "addresses": d.Addresses,
	})
}

func (a DataEndpointsArgs) inputs() pulumi.Map {
	return pulumi.Map{
		"registryId": a.RegistryID, "zoneGroupId": a.ZoneGroupID, "subnetId": a.SubnetID,
		"privateDnsZoneId": a.PrivateDNSZoneID, "mode": pulumi.String(a.Mode),
		"regions": pulumi.ToStringArray(a.Regions), "staticAddresses": pulumi.ToStringMap(a.StaticAddresses),
	}
}

// handOn lets every output wait for the addresses. In a preview the login server does not: what it is follows
// from the registry alone, and consumers would be shown as changing whenever a replica is added.
func (d *DataEndpoints) handOn(s *stage, addresses pulumi.StringMapOutput) {
	d.Addresses = addresses
	if s.ctx.DryRun() {
		addresses = pulumi.StringMap{}.ToStringMapOutput()
	}
	d.LoginServer = pulumi.All(s.LoginServer, addresses).ApplyT(func(values []any) (string, error) {
		return as[string](values[0])
	}).(pulumi.StringOutput)
	d.DataHosts = d.LoginServer.ApplyT(func(loginServer string) map[string]string {
		return dataHosts(loginServer, s.Regions)
	}).(pulumi.StringMapOutput)
}
