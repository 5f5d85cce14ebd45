package pullidentity

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/authorization/v2"
	"github.com/pulumi/pulumi-azure-native-sdk/managedidentity/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/arm"
	"private-acr/internal/component"
)

// Type is the type token of Identity.
const Type = "private-acr:pullidentity:Identity"

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
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Identity, error) {
	a := args.withDefaults()
	if err := a.check(name); err != nil {
		return nil, err
	}
	i := &Identity{}
	if err := component.Register(ctx, Type, name, a.inputs(), i, opts...); err != nil {
		return nil, err
	}
	client, err := arm.New(ctx, a.ResourceManager, pulumi.Parent(i))
	if err != nil {
		return nil, fmt.Errorf("creating pull identity %q: %w", name, err)
	}
	if err := i.create(ctx, name, a); err != nil {
		return nil, err
	}
	i.handOn(propagated(ctx, name, a, i, client))
	return i, component.Outputs(ctx, i, pulumi.Map{
		"id": i.ID, "clientId": i.ClientID, "principalId": i.PrincipalID,
	})
}

func (i *Identity) create(ctx *pulumi.Context, name string, a Args) error {
	var err error
	i.UserAssignedIdentity, err = managedidentity.NewUserAssignedIdentity(ctx, name+"-identity",
		&managedidentity.UserAssignedIdentityArgs{
			ResourceName:      pulumi.String(a.Name),
			Location:          component.Ptr(a.Location),
			ResourceGroupName: a.ResourceGroupName,
			Tags:              pulumi.ToStringMap(a.Tags),
		}, pulumi.Parent(i), component.ProviderVersion())
	if err != nil {
		return fmt.Errorf("creating identity %q: %w", a.Name, err)
	}
	i.PrincipalID = i.UserAssignedIdentity.PrincipalId
	i.RoleAssignment, err = authorization.NewRoleAssignment(ctx, name+"-grant",
		grant(a, i.PrincipalID), pulumi.Parent(i))
	if err != nil {
		return fmt.Errorf("creating grant of identity %q: %w", a.Name, err)
	}
	return nil
}

func (i *Identity) handOn(grant pulumi.StringOutput) {
	i.ID = component.After(i.UserAssignedIdentity.ID().ToStringOutput(), grant)
	i.ClientID = component.After(i.UserAssignedIdentity.ClientId, grant)
}
