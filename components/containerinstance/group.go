package containerinstance

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/containerinstance/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/image"
	"private-acr/internal/component"
	"private-acr/spec"
)

// Type is the type token of [Group].
const Type = "private-acr:containerinstance:Group"

// suffixGroup ends the logical name of the group's child. It is part of the contract.
const suffixGroup = "-group"

// Group is a container group of one container.
type Group struct {
	pulumi.ResourceState

	// ID is the group's id.
	ID pulumi.StringOutput `pulumi:"id"`
	// Name is the group's name.
	Name pulumi.StringOutput `pulumi:"name"`
	// IPAddress is the private address that it answers at. It may change with every change of the group.
	IPAddress pulumi.StringOutput `pulumi:"ipAddress"`
}

// New creates the group, once its image can be pulled.
func New(
	ctx *pulumi.Context, name string, args *spec.ContainerInstance, opts ...pulumi.ResourceOption,
) (*Group, error) {
	g := &Group{}
	return component.New(ctx, Type, name, args, g, func(in *spec.ContainerInstance) error {
		return g.build(ctx, name, in)
	}, opts...)
}

func (g *Group) build(ctx *pulumi.Context, name string, in *spec.ContainerInstance) error {
	imported := image.Import{
		RegistryID: in.RegistryID, ResourceManager: in.ResourceManager,
		Source: in.ImportFrom, Target: in.Image,
	}
	hooks, err := image.ImportHook(ctx, name+suffixGroup, imported, pulumi.Parent(g))
	if err != nil {
		return err
	}
	c := container(in, imported.Reference(in.Login), component.Variables(ctx, in.Login, in.Env))
	created, err := containerinstance.NewContainerGroup(ctx, name+suffixGroup, groupArgs(in, c),
		pulumi.Parent(g), pulumi.ResourceHooks(hooks), replacedWhereFixed(), component.ProviderVersion())
	if err != nil {
		return fmt.Errorf("creating container group %q: %w", in.Name, err)
	}
	g.ID = created.ID().ToStringOutput()
	g.Name = component.After(pulumi.String(in.Name), created.ID())
	// A preview answers ipAddress as it was given, without an address, which would then look empty rather
	// than unknown; what Azure alone computes is unknown.
	g.IPAddress = component.After(created.IpAddress.Ip().Elem(), created.ProvisioningState)
	return nil
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
			"location",
			"osType",
			"restartPolicy",
			"subnetIds",
		}),
		pulumi.DeleteBeforeReplace(true),
	)
}
