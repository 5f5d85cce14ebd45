package clients_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/msi/armmsi"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armlocks"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armpolicy"

	"private-acr/azuresim"
)

const subscriptionID = "/subscriptions/" + azuresim.SubscriptionID

// TestRoleDefinitions finds a role by its name, as Terraform's provider and the Azure CLI do, and reads it.
func TestRoleDefinitions(t *testing.T) {
	t.Parallel()
	a, ctx := start(t), t.Context()
	c, err := armauthorization.NewRoleDefinitionsClient(a.credential, a.options)
	if err != nil {
		t.Fatal(err)
	}
	for filter, want := range map[string]int{
		"roleName eq 'AcrPull'": 1, "roleName eq 'Nobody'": 0, "type eq 'CustomRole'": 0,
	} {
		pager := c.NewListPager(subscriptionID, &armauthorization.RoleDefinitionsClientListOptions{
			Filter: to.Ptr(filter),
		})
		found, err := listed(ctx, pager)
		if err != nil || len(found) != want {
			t.Errorf("%s: got %v, %v", filter, found, err)
		}
	}
	const pull = "7f951dda-4ed3-4680-a7ca-43fe172d538d"
	role, err := c.Get(ctx, groupID, pull, nil)
	if err != nil || *role.ID != subscriptionID+"/providers/Microsoft.Authorization/roleDefinitions/"+pull ||
		*role.Properties.Permissions[0].Actions[0] != "Microsoft.ContainerRegistry/registries/pull/read" {
		t.Errorf("got %+v, %v", role.RoleDefinition, err)
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armlocks.NewManagementLocksClient), t.Context()
	body := func(level armlocks.LockLevel) armlocks.ManagementLockObject {
		return armlocks.ManagementLockObject{Properties: &armlocks.ManagementLockProperties{Level: &level}}
	}
	put := func(b armlocks.ManagementLockObject) func() (any, error) {
		return func() (any, error) { return c.CreateOrUpdateAtResourceGroupLevel(ctx, group, "keep", b, nil) }
	}
	life{
		id:   groupID + "/providers/Microsoft.Authorization/locks/keep",
		sent: body(armlocks.LockLevelCanNotDelete), changed: body(armlocks.LockLevelReadOnly),
		create: put(body(armlocks.LockLevelCanNotDelete)), change: put(body(armlocks.LockLevelReadOnly)),
		gone: "LockNotFound",
		get:  func() (any, error) { return c.GetAtResourceGroupLevel(ctx, group, "keep", nil) },
		list: func() ([]map[string]any, error) {
			return listed(ctx, c.NewListAtResourceGroupLevelPager(group, nil))
		},
		remove: func() error {
			_, err := c.DeleteAtResourceGroupLevel(ctx, group, "keep", nil)
			return err
		},
	}.run(t)
}

// TestPolicyAssignment assigns one of Azure's own definitions, which it reads at the tenant.
func TestPolicyAssignment(t *testing.T) {
	t.Parallel()
	a := start(t)
	ctx := t.Context()
	definitions := client(t, a, armpolicy.NewDefinitionsClient)
	const locations = "e56962a6-4747-49cd-b67b-bf8b01975c4c"
	own, err := definitions.GetBuiltIn(ctx, locations, nil)
	if err != nil || *own.Properties.DisplayName != "Allowed locations" {
		t.Fatalf("got %+v, %v", own, err)
	}
	_, err = definitions.Get(ctx, locations, nil)
	wantCode(t, err, http.StatusNotFound, "PolicyDefinitionNotFound")
	assignments := client(t, a, armpolicy.NewAssignmentsClient)
	body := armpolicy.Assignment{Properties: &armpolicy.AssignmentProperties{
		PolicyDefinitionID: own.ID, Parameters: map[string]*armpolicy.ParameterValuesValue{
			"listOfAllowedLocations": {Value: []any{"japaneast"}},
		},
	}}
	if _, err := assignments.Create(ctx, groupID, "japan", body, nil); err != nil {
		t.Fatal(err)
	}
	found, err := listed(ctx, assignments.NewListForResourceGroupPager(group, nil))
	if err != nil || len(found) != 1 {
		t.Errorf("got %v, %v", found, err)
	}
	identities := client(t, a, armmsi.NewUserAssignedIdentitiesClient)
	_, err = identities.CreateOrUpdate(ctx, group, "puller", armmsi.Identity{Location: to.Ptr(region)}, nil)
	wantCode(t, err, http.StatusForbidden, "RequestDisallowedByPolicy")
	if err == nil || !strings.Contains(err.Error(), `"policyDefinitionDisplayName": "Allowed locations"`) {
		t.Errorf("it does not tell which policy: %v", err)
	}
}
