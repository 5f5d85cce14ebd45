package clients_test

import (
	"net/url"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/msi/armmsi"

	"private-acr/azuresim"
)

func TestUserAssignedIdentity(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armmsi.NewUserAssignedIdentitiesClient), t.Context()
	body := func(team string) armmsi.Identity {
		return armmsi.Identity{Location: to.Ptr(region), Tags: tags(team)}
	}
	put := func(b armmsi.Identity) func() (any, error) {
		return func() (any, error) { return c.CreateOrUpdate(ctx, group, "puller", b, nil) }
	}
	life{
		id: identityID, sent: body("hub"), changed: body("spoke"), patched: body("edge"),
		create: put(body("hub")), change: put(body("spoke")), gone: "ResourceNotFound",
		patch: func() (any, error) {
			return c.Update(ctx, group, "puller", armmsi.IdentityUpdate{Tags: tags("edge")}, nil)
		},
		get: func() (any, error) { return c.Get(ctx, group, "puller", nil) },
		list: func() ([]map[string]any, error) {
			return listed(ctx, c.NewListByResourceGroupPager(group, nil))
		},
		remove: func() error {
			_, err := c.Delete(ctx, group, "puller", nil)
			return err
		},
	}.run(t)
}

// TestRoleAssignment has no change but the same again: Azure refuses any other.
func TestRoleAssignment(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armauthorization.NewRoleAssignmentsClient), t.Context()
	const name = "0b1f6b52-5c0e-4a53-8f1d-3b7c6a107a0e"
	sent := armauthorization.RoleAssignmentCreateParameters{
		Properties: &armauthorization.RoleAssignmentProperties{
			PrincipalID:   to.Ptr(azuresim.ObjectID),
			PrincipalType: to.Ptr(armauthorization.PrincipalTypeServicePrincipal),
			RoleDefinitionID: to.Ptr("/subscriptions/" + azuresim.SubscriptionID +
				"/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d"),
		},
	}
	create := func() (any, error) { return c.Create(ctx, registryID, name, sent, nil) }
	life{
		id:   registryID + "/providers/Microsoft.Authorization/roleAssignments/" + name,
		sent: sent, changed: sent, create: create, change: create, gone: "RoleAssignmentNotFound",
		get: func() (any, error) { return c.Get(ctx, registryID, name, nil) },
		list: func() ([]map[string]any, error) {
			// This client of the SDK, unlike the others, wants its filters encoded.
			mine := &armauthorization.RoleAssignmentsClientListForScopeOptions{
				Filter: to.Ptr(url.PathEscape("principalId eq '" + azuresim.ObjectID + "'")),
			}
			return listed(ctx, c.NewListForScopePager(registryID, mine))
		},
		remove: func() error {
			_, err := c.Delete(ctx, registryID, name, nil)
			return err
		},
	}.run(t)
}
