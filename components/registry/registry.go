package registry

import (
	"fmt"

	containerregistry "github.com/pulumi/pulumi-azure-native-sdk/containerregistry/v2/v20241101preview"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// Type is the type token of [Registry].
const Type = "private-acr:registry:Registry"

// Suffixes of the children's logical names. They are part of the contract: state is keyed by them. A
// replica's ends with its region.
const (
	suffixRegistry = "-registry"
	suffixReplica  = "-replica-"
)

// Registry is a private registry with its replicas.
type Registry struct {
	pulumi.ResourceState

	// ID is the registry's id; a resource that takes it is made after every replica. Private endpoints
	// have to be, so who takes the id from here is in order.
	ID pulumi.StringOutput
	// ScopeID is the registry's id as soon as the registry exists. It is for grants, which need no
	// replicas: with ID, a preview that adds a replica would not know the grant's scope, and show the
	// grant replaced.
	ScopeID pulumi.StringOutput
	// Name is the registry's name.
	Name pulumi.StringOutput
	// LoginServer is the registry's host as Azure reports it, such as "acrmyapp.azurecr.io". It says
	// nothing about whether anybody can reach it yet.
	LoginServer pulumi.StringOutput
	// Regions are the short forms of the registry's regions: home first, then the replicas, sorted.
	Regions []string
}

// New creates the registry. The error of wrong arguments holds every fault, each a
// [component.ArgError], and comes before anything is registered. Protection from deletion is the
// caller's to give: pulumi.Protect on the component reaches its children.
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Registry, error) {
	in, err := args.complete(name)
	if err != nil {
		return nil, err
	}
	r := &Registry{Regions: append([]string{in.Location}, in.Replicas...)}
	if err := component.Register(ctx, Type, name, in.inputs(), r, opts...); err != nil {
		return nil, err
	}
	created, err := containerregistry.NewRegistry(ctx, name+suffixRegistry, registryArgs(in),
		pulumi.Parent(r))
	if err != nil {
		return nil, fmt.Errorf("creating registry %q: %w", in.Name, err)
	}
	r.ScopeID = created.ID().ToStringOutput()
	r.Name = component.After(pulumi.String(in.Name), created.ID())
	r.LoginServer = created.LoginServer
	replicas, err := newReplicas(ctx, name, in, r)
	if err != nil {
		return nil, err
	}
	r.ID = component.Behind(ctx, r.ScopeID, replicas...)
	return r, component.Outputs(ctx, r, r.outputs())
}

func (r *Registry) outputs() pulumi.Map {
	return pulumi.Map{
		"id":          r.ID,
		"scopeId":     r.ScopeID,
		"name":        r.Name,
		"loginServer": r.LoginServer,
		"regions":     pulumi.ToStringArray(r.Regions),
	}
}

// newReplicas creates the replicas one after the other, as each is a change of the registry itself, and
// returns them.
func newReplicas(ctx *pulumi.Context, name string, in *Args, r *Registry) ([]pulumi.Resource, error) {
	var replicas, previous []pulumi.Resource
	for _, region := range in.Replicas {
		replica, err := containerregistry.NewReplication(ctx, name+suffixReplica+region,
			replicaArgs(in, r.Name, region), pulumi.Parent(r), pulumi.DependsOn(previous))
		if err != nil {
			return nil, fmt.Errorf("creating replica %q of registry %q: %w", region, in.Name, err)
		}
		replicas = append(replicas, replica)
		previous = []pulumi.Resource{replica}
	}
	return replicas, nil
}
