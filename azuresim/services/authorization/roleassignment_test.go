package authorization_test

import (
	"path/filepath"
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

func TestAssignmentRefusals(t *testing.T) {
	t.Parallel()
	other := azure.RoleDefinitionID("00000000-0000-0000-0000-000000000001", azure.RepositoryReader)
	elsewhere := "/providers/Microsoft.Authorization/roleAssignments/"
	tests := map[string]struct {
		id   func(*bench.Bench) string
		edit func(world.Body)
		code string
	}{
		"again": {(*bench.Bench).AssignmentID, func(world.Body) {}, ""},
		"other role": {
			(*bench.Bench).AssignmentID, func(p world.Body) { p["roleDefinitionId"] = other },
			"RoleAssignmentUpdateNotPermitted",
		},
		"other person": {
			(*bench.Bench).AssignmentID, func(p world.Body) { p["principalId"] = "x" },
			"RoleAssignmentUpdateNotPermitted",
		},
		"name taken": {
			func(b *bench.Bench) string {
				return bench.Group + elsewhere + engine.LastName(b.AssignmentID())
			},
			func(world.Body) {}, "RoleAssignmentUpdateNotPermitted",
		},
		"second name": {
			func(*bench.Bench) string { return bench.RegistryID + elsewhere + bench.Subscription[15:] },
			func(world.Body) {}, "RoleAssignmentExists",
		},
		"name no GUID": {
			func(*bench.Bench) string { return bench.RegistryID + elsewhere + "pull" }, func(world.Body) {},
			"InvalidRoleAssignmentId",
		},
		"no such role": {
			(*bench.Bench).AssignmentID, func(p world.Body) { p["roleDefinitionId"] = "AcrPull" },
			"RoleDefinitionDoesNotExist",
		},
		"GUID of no role": {
			(*bench.Bench).AssignmentID,
			func(p world.Body) { p["roleDefinitionId"] = "/x/" + bench.SubscriptionGUID },
			"RoleDefinitionDoesNotExist",
		},
		"unknown scope": {
			func(*bench.Bench) string { return bench.RegistryID + "x" + elsewhere + "pull" },
			func(world.Body) {}, "ParentResourceNotFound",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.RegistryID, bench.Registry())
			b.Put(bench.IdentityID, world.Body{"location": bench.Region})
			b.Put(b.AssignmentID(), b.Assignment())
			body := b.Assignment()
			test.edit(engine.Properties(body))
			bench.Refused(t, b.Try(test.id(b), body), test.code, "")
		})
	}
}

func TestPrincipalReplicates(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
	untyped := b.Assignment()
	delete(engine.Properties(untyped), "principalType")
	bench.Refused(t, b.Try(b.AssignmentID(), untyped), "PrincipalNotFound", "set the role assignment "+
		"principalType property")
	b.Pass(time.Minute)
	bench.Refused(t, b.Try(b.AssignmentID(), untyped), "", "")
	created, err := time.Parse(time.RFC3339, b.Property(b.AssignmentID(), "createdOn").(string))
	if err != nil || !created.Equal(b.World.Now()) {
		t.Errorf("got createdOn %v (%v), want %v", created, err, b.World.Now())
	}
}

func TestAssignmentsAreListedByScope(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
	b.Put(b.AssignmentID(), b.Assignment())
	for _, scope := range []string{bench.RegistryID, bench.Group, bench.Subscription} {
		found, err := b.World.List(scope + "/providers/Microsoft.Authorization/roleAssignments")
		if err != nil || len(found) != 1 {
			t.Errorf("at %s: got %d assignments, error %v", scope, len(found), err)
		}
	}
	above := bench.Group + "/providers/Microsoft.Authorization/roleAssignments/" + bench.SubscriptionGUID
	b.Put(above, b.Assignment())
	for _, scope := range []string{bench.RegistryID, bench.Group} {
		found, err := b.World.List(scope + "/providers/Microsoft.Authorization/roleAssignments")
		if err != nil || len(found) != 2 {
			t.Errorf("at %s, with one above it: got %d assignments, error %v", scope, len(found), err)
		}
	}
	b.Remove(bench.RegistryID)
	_, err := b.World.Get(b.AssignmentID())
	if err == nil {
		t.Error("the assignment outlived its scope")
	}
}

// TestDeletedGrants go on to work for a while, even across a restart.
func TestDeletedGrants(t *testing.T) {
	t.Parallel()
	options := world.Options{
		Journal: filepath.Join(t.TempDir(), "journal"), GrantDelay: world.DefaultGrantDelay,
		ImageCheck: app.AtRequest,
	}
	b := bench.Open(t, options)
	b.Path()
	b.Remove(b.AssignmentID())
	b.Reopen(options)
	b.Put(bench.AppID, bench.App(bench.Image))
	b.Pass(world.DefaultGrantDelay)
	b.Remove(bench.AppID)
	refused := b.Try(bench.AppID, bench.App(bench.Image))
	bench.Refused(t, refused, "InvalidParameterValueInContainerTemplate", "UNAUTHORIZED")
}
