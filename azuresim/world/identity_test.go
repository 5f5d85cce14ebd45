package world

import (
	"testing"
	"time"

	"private-acr/internal/azure"
)

func TestIdentityIsNewWhenMadeAnew(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(identityID, Body{"location": region})
	first := b.principal()
	b.put(identityID, Body{"location": region, "properties": Body{"principalId": "mine"}})
	if again := b.principal(); again != first {
		t.Errorf("an update changed the principal from %s to %s", first, again)
	}
	b.remove(identityID)
	b.pass(time.Second)
	b.put(identityID, Body{"location": region})
	if b.principal() == first {
		t.Error("a new identity has the principal of the old one")
	}
}

func TestAssignmentRefusals(t *testing.T) {
	t.Parallel()
	other := azure.RoleDefinitionID("00000000-0000-0000-0000-000000000001", azure.RepositoryReader)
	elsewhere := "/providers/Microsoft.Authorization/roleAssignments/"
	tests := map[string]struct {
		id   func(*bench) string
		edit func(Body)
		code string
	}{
		"again": {(*bench).assignmentID, func(Body) {}, ""},
		"other role": {
			(*bench).assignmentID, func(p Body) { p["roleDefinitionId"] = other },
			"RoleAssignmentUpdateNotPermitted",
		},
		"other person": {
			(*bench).assignmentID, func(p Body) { p["principalId"] = "x" },
			"RoleAssignmentUpdateNotPermitted",
		},
		"name taken": {
			func(b *bench) string { return group + elsewhere + lastName(b.assignmentID()) },
			func(Body) {}, "RoleAssignmentUpdateNotPermitted",
		},
		"second name": {
			func(*bench) string { return registryID + elsewhere + subscription[15:] },
			func(Body) {}, "RoleAssignmentExists",
		},
		"name no GUID": {
			func(*bench) string { return registryID + elsewhere + "pull" }, func(Body) {},
			"InvalidRoleAssignmentId",
		},
		"no such role": {
			(*bench).assignmentID, func(p Body) { p["roleDefinitionId"] = "AcrPull" },
			"RoleDefinitionDoesNotExist",
		},
		"unknown scope": {
			func(*bench) string { return registryID + "x" + elsewhere + "pull" },
			func(Body) {}, "ParentResourceNotFound",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, Options{})
			b.put(registryID, registryBody())
			b.put(identityID, Body{"location": region})
			b.put(b.assignmentID(), b.assignmentBody())
			body := b.assignmentBody()
			test.edit(properties(body))
			refused(t, b.try(test.id(b), body), test.code, "")
		})
	}
}

func TestPrincipalReplicates(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	b.put(identityID, Body{"location": region})
	untyped := b.assignmentBody()
	delete(properties(untyped), "principalType")
	refused(t, b.try(b.assignmentID(), untyped), "PrincipalNotFound", "set the role assignment "+
		"principalType property")
	b.pass(identityReplicates)
	refused(t, b.try(b.assignmentID(), untyped), "", "")
	created, err := time.Parse(time.RFC3339, b.property(b.assignmentID(), "createdOn").(string))
	if err != nil || !created.Equal(b.w.Now()) {
		t.Errorf("got createdOn %v (%v), want %v", created, err, b.w.Now())
	}
}

func TestAssignmentsAreListedByScope(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	b.put(identityID, Body{"location": region})
	b.put(b.assignmentID(), b.assignmentBody())
	for _, scope := range []string{registryID, group, subscription} {
		found, err := b.w.List(scope + "/providers/Microsoft.Authorization/roleAssignments")
		if err != nil || len(found) != 1 {
			t.Errorf("at %s: got %d assignments, error %v", scope, len(found), err)
		}
	}
	b.remove(registryID)
	_, err := b.w.Get(b.assignmentID())
	if err == nil {
		t.Error("the assignment outlived its scope")
	}
}
