package registry

import (
	"fmt"
	"slices"

	containerregistry "github.com/pulumi/pulumi-azure-native-sdk/containerregistry/v2/v20241101preview"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
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
	ID pulumi.StringOutput `pulumi:"id"`
	// ScopeID is the registry's id as soon as the registry exists. It is for grants, which need no
	// replicas: with ID, a preview that adds a replica would not know the grant's scope, and show the
	// grant replaced.
	ScopeID pulumi.StringOutput `pulumi:"scopeId"`
	// Name is the registry's name.
	Name pulumi.StringOutput `pulumi:"name"`
	// LoginServer is the registry's host as Azure reports it, such as "acrmyapp.azurecr.io". It says
	// nothing about whether anybody can reach it yet.
	LoginServer pulumi.StringOutput `pulumi:"loginServer"`
	// Regions are the short forms of the registry's regions: home first, then the replicas, sorted.
	Regions []string
}

// New creates the registry.
func New(
	ctx *pulumi.Context, name string, args *spec.Registry, opts ...pulumi.ResourceOption,
) (*Registry, error) {
	r := &Registry{}
	return component.New(ctx, Type, name, args, r, func(in *spec.Registry) error {
		return r.build(ctx, name, in)
	}, opts...)
}

func (r *Registry) build(ctx *pulumi.Context, name string, in *spec.Registry) error {
	// Sorted, so that their order in the program is that of their names and not of the caller's list.
	slices.Sort(in.Replicas)
	r.Regions = in.Regions()
	created, err := containerregistry.NewRegistry(ctx, name+suffixRegistry, registryArgs(in),
		pulumi.Parent(r), protection(in))
	if err != nil {
		return fmt.Errorf("creating registry %q: %w", in.Name, err)
	}
	r.ScopeID = created.ID().ToStringOutput()
	r.Name = component.After(pulumi.String(in.Name), created.ID())
	r.LoginServer = created.LoginServer
	replicas, err := r.newReplicas(ctx, name, in)
	if err != nil {
		return err
	}
	r.ID = component.Behind(ctx, r.ScopeID, replicas...)
	return r.newWebhooks(ctx, name, in)
}

// protection leaves the choice to the component's own options where the arguments ask for nothing: an option
// that said no would overrule them.
func protection(in *spec.Registry) pulumi.ResourceOption {
	if in.Protect {
		return pulumi.Protect(true)
	}
	return pulumi.Composite()
}

// newReplicas creates the replicas one after the other, as each is a change of the registry itself, and
// returns them.
func (r *Registry) newReplicas(
	ctx *pulumi.Context, name string, in *spec.Registry,
) ([]pulumi.Resource, error) {
	var replicas, previous []pulumi.Resource
	for _, region := range in.Replicas {
		replica, err := containerregistry.NewReplication(ctx, name+suffixReplica+region,
			replicaArgs(in, r.Name, region), pulumi.Parent(r), pulumi.DependsOn(previous), protection(in))
		if err != nil {
			return nil, fmt.Errorf("creating replica %q of registry %q: %w", region, in.Name, err)
		}
		replicas = append(replicas, replica)
		previous = []pulumi.Resource{replica}
	}
	return replicas, nil
}
