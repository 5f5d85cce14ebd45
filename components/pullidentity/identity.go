package pullidentity

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/authorization/v2"
	"github.com/pulumi/pulumi-azure-native-sdk/managedidentity/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/arm"
	"private-acr/internal/component"
	"private-acr/spec"
)

// Type is the type token of [Identity].
const Type = "private-acr:pullidentity:Identity"

// Suffixes of the children's logical names. They are part of the contract: state is keyed by them.
const (
	suffixIdentity = "-identity"
	suffixGrant    = "-grant"
)

// Identity is a user-assigned identity that can pull from one registry.
type Identity struct {
	pulumi.ResourceState

	// ID is the identity's ARM id, known only once the grant works.
	ID pulumi.StringOutput `pulumi:"id"`
	// ClientID is the id that containers read as AZURE_CLIENT_ID, known only once the grant works.
	ClientID pulumi.StringOutput `pulumi:"clientId"`
	// PrincipalID is the identity's object id in Entra. It does not wait, so that it can be given other
	// grants meanwhile.
	PrincipalID pulumi.StringOutput `pulumi:"principalId"`

	// UserAssignedIdentity is the identity itself; its outputs do not wait for the grant.
	UserAssignedIdentity *managedidentity.UserAssignedIdentity
	// RoleAssignment is the grant.
	RoleAssignment *authorization.RoleAssignment
}

// New makes the identity and its grant, and hands the identity on when the grant is older than the
// propagation window. The age is read on Azure's own clock, so a later run does not wait at all. If the age
// is not reached a few minutes after the window, the outputs fail with a *gate.DeadlineError. A preview does
// not wait.
func New(
	ctx *pulumi.Context, name string, args *spec.PullIdentity, opts ...pulumi.ResourceOption,
) (*Identity, error) {
	i := &Identity{}
	return component.New(ctx, Type, name, args, i, func(in *spec.PullIdentity) error {
		return i.build(ctx, name, in)
	}, opts...)
}

func (i *Identity) build(ctx *pulumi.Context, name string, in *spec.PullIdentity) error {
	client, err := arm.New(ctx, in.ResourceManager, pulumi.Parent(i))
	if err != nil {
		return fmt.Errorf("creating pull identity %q: %w", name, err)
	}
	if err := i.create(ctx, name, in); err != nil {
		return err
	}
	grant := i.propagated(ctx, name, in, client)
	i.ID = component.After(i.UserAssignedIdentity.ID().ToStringOutput(), grant)
	i.ClientID = component.After(i.UserAssignedIdentity.ClientId, grant)
	return nil
}

func (i *Identity) create(ctx *pulumi.Context, name string, in *spec.PullIdentity) error {
	var err error
	i.UserAssignedIdentity, err = managedidentity.NewUserAssignedIdentity(ctx, name+suffixIdentity,
		&managedidentity.UserAssignedIdentityArgs{
			ResourceName:      pulumi.String(in.Name),
			Location:          component.Ptr(in.Location),
			ResourceGroupName: in.ResourceGroupName,
			Tags:              component.Tags(in.Tags),
		}, pulumi.Parent(i), component.ProviderVersion())
	if err != nil {
		return fmt.Errorf("creating identity %q: %w", in.Name, err)
	}
	i.PrincipalID = i.principal(ctx)
	i.RoleAssignment, err = authorization.NewRoleAssignment(ctx, name+suffixGrant,
		grant(in, i.PrincipalID), pulumi.Parent(i))
	if err != nil {
		return fmt.Errorf("creating grant of identity %q: %w", in.Name, err)
	}
	return nil
}
