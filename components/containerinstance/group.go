package containerinstance

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/containerinstance/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// Type is the type token of [Group].
const Type = "private-acr:containerinstance:Group"

// suffixGroup ends the logical name of the group's child. It is part of the contract.
const suffixGroup = "-group"

// Group is a container group of one container.
type Group struct {
	pulumi.ResourceState

	// ID is the group's id.
	ID pulumi.StringOutput
	// Name is the group's name.
	Name pulumi.StringOutput
	// IPAddress is the private address that it answers at. It may change with every change of the group.
	IPAddress pulumi.StringOutput
}

// New creates the group, once its image can be pulled. The error of wrong arguments holds every fault,
// each a [component.ArgError], and comes before anything is registered.
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Group, error) {
	in, err := args.complete(name)
	if err != nil {
		return nil, err
	}
	g := &Group{}
	if err := component.Register(ctx, Type, name, in.inputs(), g, opts...); err != nil {
		return nil, err
	}
	created, err := containerinstance.NewContainerGroup(ctx, name+suffixGroup, groupArgs(in),
		pulumi.Parent(g), pulumi.ResourceHooks(in.Hooks), replacedWhereFixed(), component.ProviderVersion())
	if err != nil {
		return nil, fmt.Errorf("creating container group %q: %w", in.Name, err)
	}
	g.ID = created.ID().ToStringOutput()
	g.Name = component.After(pulumi.String(in.Name), created.ID())
	// A preview answers ipAddress as it was given, without an address, which would then look empty rather
	// than unknown; what Azure alone computes is unknown.
	g.IPAddress = component.After(created.IpAddress.Ip().Elem(), created.ProvisioningState)
	return g, component.Outputs(ctx, g, pulumi.Map{"id": g.ID, "name": g.Name, "ipAddress": g.IPAddress})
}

// replacedWhereFixed replaces the group when something changes that Azure refuses to update, and deletes
// it first, as its name is taken until then. azure-native does not know of it and would try an update.
// Azure's words: "If you are going to update the os type, restart policy, network profile, CPU, memory or
// GPU resources for a container group, you must delete it first and then create a new one".
func replacedWhereFixed() pulumi.ResourceOption {
	return pulumi.Composite(
		pulumi.ReplaceOnChanges([]string{
			"containers[*].ports",
			"containers[*].resources",
			"ipAddress.ports",
			"ipAddress.type",
			"osType",
			"restartPolicy",
			"subnetIds",
		}),
		pulumi.DeleteBeforeReplace(true),
	)
}
