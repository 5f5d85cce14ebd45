package azure_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"private-acr/internal/azure"
)

const (
	subscription = "00000000-0000-0000-0000-000000000001"
	principal    = "00000000-0000-0000-0000-00000000000a"
	registryID   = group + "/providers/Microsoft.ContainerRegistry/registries/acrmyapp"
)

func TestRoleDefinitionID(t *testing.T) {
	t.Parallel()
	got := azure.RoleDefinitionID(subscription, azure.AcrPull)
	want := "/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Authorization/" +
		"roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRolesDiffer(t *testing.T) {
	t.Parallel()
	for _, role := range []azure.Role{azure.AcrPull, azure.RepositoryReader} {
		if _, err := uuid.Parse(role.GUID); err != nil || role.Name == "" {
			t.Errorf("%+v: want a name and a GUID", role)
		}
	}
	if azure.AcrPull.GUID == azure.RepositoryReader.GUID {
		t.Error("two roles share one GUID")
	}
}

func TestPullRole(t *testing.T) {
	t.Parallel()
	if got := azure.PullRole(false); got != azure.AcrPull {
		t.Errorf("without ABAC it is %s", got.Name)
	}
	if got := azure.PullRole(true); got != azure.RepositoryReader {
		t.Errorf("with ABAC it is %s", got.Name)
	}
}

func TestParseRole(t *testing.T) {
	t.Parallel()
	definitions := azure.RoleDefinitionID(subscription, azure.Role{})
	for _, test := range []struct {
		id, name                          string
		onlyPulls, ofRegistries, doesMore bool
	}{
		{definitions + "7f951dda-4ed3-4680-a7ca-43fe172d538d", "AcrPull", true, true, false},
		{definitions + "7F951DDA-4ED3-4680-A7CA-43FE172D538D", "AcrPull", true, true, false},
		{"b93aa761-3e63-49ed-ac28-beffa264f7ac", "Container Registry Repository Reader", true, true, false},
		{definitions + "8311e382-0749-4cb8-b61a-304f252e45ec", "AcrPush", false, true, true},
		{definitions + "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", false, false, true},
		{definitions + "acdd72a7-3385-48ef-bd42-f606fba81ae7", "", false, false, false},
		{definitions, "", false, false, false},
		{"", "", false, false, false},
	} {
		role := azure.ParseRole(test.id)
		if role.Name != test.name || role.OnlyPulls() != test.onlyPulls ||
			role.OfRegistries() != test.ofRegistries || role.DoesMore() != test.doesMore {
			t.Errorf("%q: got %q, which pulls only: %v, is of registries: %v, does more: %v", test.id,
				role.Name, role.OnlyPulls(), role.OfRegistries(), role.DoesMore())
		}
	}
}

func TestAssignmentNameNeverChanges(t *testing.T) {
	t.Parallel()
	role := azure.RoleDefinitionID(subscription, azure.AcrPull)
	// A different name would make Azure refuse the next run of every stack: the grant exists already.
	const want = "964cab41-61f2-5b7c-bc59-308e58c4fcea"
	if got := azure.AssignmentName(registryID, principal, role); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAssignmentNameTellsGrantsApart(t *testing.T) {
	t.Parallel()
	pull := azure.RoleDefinitionID(subscription, azure.AcrPull)
	read := azure.RoleDefinitionID(subscription, azure.RepositoryReader)
	seen := map[string]string{}
	for name, triple := range map[string][3]string{
		"first":           {registryID, principal, pull},
		"other scope":     {registryID + "2", principal, pull},
		"other principal": {registryID, subscription, pull},
		"other role":      {registryID, principal, read},
		"shifted":         {registryID + principal, "", pull},
	} {
		got := azure.AssignmentName(triple[0], triple[1], triple[2])
		if twin, taken := seen[got]; taken {
			t.Errorf("%s and %s share the name %s", name, twin, got)
		}
		seen[got] = name
	}
}

func FuzzAssignmentName(f *testing.F) {
	f.Add(registryID, principal, azure.RoleDefinitionID(subscription, azure.AcrPull))
	f.Add("", "", "")
	f.Fuzz(func(t *testing.T, scope, principalID, role string) {
		name := azure.AssignmentName(scope, principalID, role)
		parsed, err := uuid.Parse(name)
		if err != nil || parsed.Version() != 5 || parsed.Variant() != uuid.RFC4122 {
			t.Errorf("got %q, want a version 5 UUID", name)
		}
		lower := strings.ToLower
		if name != azure.AssignmentName(lower(scope), lower(principalID), lower(role)) {
			t.Error("case must not matter")
		}
	})
}
