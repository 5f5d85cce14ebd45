package world

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"private-acr/internal/azure"
)

// pullingRoles are the built-in roles that may pull from a registry in the mode of role assignments that is
// the default. Azure docs: container-registry-rbac-built-in-roles-overview.
var pullingRoles = []string{
	azure.AcrPull.GUID,
	"8311e382-0749-4cb8-b61a-304f252e45ec", // AcrPush
	"8e3af657-a8ff-443c-a75c-2fe8c4bcb635", // Owner
	"b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
	"acdd72a7-3385-48ef-bd42-f606fba81ae7", // Reader
}

// repositoryRoles are those in the mode of repository permissions, where the others are not honoured. Azure
// docs: container-registry-rbac-abac-repository-permissions.
var repositoryRoles = []string{
	azure.RepositoryReader.GUID,
	"2a1e307c-b015-4ebd-883e-5b7698a07328", // Container Registry Repository Writer
	"2efddaa5-3f1f-4df3-97df-af3f13818f4c", // Container Registry Repository Contributor
}

// granted checks that the principal may pull from the registry by now; the error says why not.
func (w *World) granted(reg *record, principal string) (string, error) {
	roles := pullingRoles
	if strings.EqualFold(see[registryView](reg.Body).Properties.RoleAssignmentMode,
		"AbacRepositoryPermissions") {
		roles = repositoryRoles
	}
	youngest := fmt.Errorf("no role assignment lets principal %s pull from %s", principal, reg.ID)
	for _, rec := range w.ofType(typeRoleAssignment) {
		v := see[assignmentView](rec.Body)
		if v.Properties.PrincipalID != principal || !slices.Contains(roles, v.role()) ||
			!covers(scopeOf(rec), reg.ID) {
			continue
		}
		age := w.at.Sub(rec.Created)
		if age >= w.options.GrantDelay {
			return fmt.Sprintf("role assignment %s is %s old", rec.name(), age.Round(time.Second)), nil
		}
		youngest = fmt.Errorf("role assignment %s is %s old and works only after %s", rec.name(),
			age.Round(time.Second), w.options.GrantDelay)
	}
	return "", youngest
}

// scopeOf is what an assignment is an extension of.
func scopeOf(rec *record) string {
	end := strings.LastIndex(key(rec.ID), "/providers/microsoft.authorization/")
	return rec.ID[:max(end, 0)]
}

// covers reports whether a grant at the scope holds for the resource.
func covers(scope, id string) bool {
	return same(scope, id) || under(id, scope)
}
