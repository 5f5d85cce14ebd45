package privatelink

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/internal/arm"
	"private-acr/internal/component"
	"private-acr/spec"
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
// A mode against what the registry offers is a [*spec.Fault] with the remedy, before any endpoint is
// tried. A group of its own is waited for even where the member serves already, because groups come late.
// Past the deadline a *gate.DeadlineError lists what is offered, or which hosts lack an address. In a preview
// nothing waits, and what cannot be read yet is unknown.
func NewDataEndpoints(
	ctx *pulumi.Context, name string, args *spec.DataEndpoints, opts ...pulumi.ResourceOption,
) (*DataEndpoints, error) {
	d := &DataEndpoints{}
	return component.New(ctx, DataEndpointsType, name, args, d, func(in *spec.DataEndpoints) error {
		return d.build(ctx, name, in)
	}, opts...)
}

func (d *DataEndpoints) build(ctx *pulumi.Context, name string, in *spec.DataEndpoints) error {
	client, err := arm.New(ctx, in.ResourceManager, pulumi.Parent(d))
	if err != nil {
		return fmt.Errorf("creating data endpoints %q: %w", name, err)
	}
	s := &stage{DataEndpoints: in, ctx: ctx, name: name, parent: d, client: client}
	zoneGroups, err := s.connected(s.discovered())
	if err != nil {
		return err
	}
	d.handOn(s, s.resolved(zoneGroups))
	return nil
}

// handOn lets every output wait for the addresses.
func (d *DataEndpoints) handOn(s *stage, addresses pulumi.StringMapOutput) {
	d.Addresses = addresses
	d.LoginServer = s.reachable(addresses)
	d.DataHosts = d.LoginServer.ApplyT(func(loginServer string) map[string]string {
		return dataHosts(loginServer, s.Regions)
	}).(pulumi.StringMapOutput)
}

// reachable is the login server once every host has an address. In a preview it only depends on what the
// addresses do: its value follows from the registry alone, and consumers would be shown as changing whenever
// a replica is added.
func (s *stage) reachable(addresses pulumi.StringMapOutput) pulumi.StringOutput {
	if !s.ctx.DryRun() {
		return component.After(s.LoginServer, addresses)
	}
	// An Apply of theirs would not run where an address is unknown.
	return pulumi.Bool(true).ToBoolOutput().ApplyT(func(bool) (pulumi.StringOutput, error) {
		resolved, err := internals.UnsafeAwaitOutput(s.ctx.Context(), addresses)
		return component.Behind(s.ctx, s.LoginServer.ToStringOutput(), resolved.Dependencies...), err
	}).(pulumi.StringOutput)
}
