package azure

import (
	"strings"

	"github.com/google/uuid"
)

// Role is a built-in role of Azure.
type Role struct {
	// Name is the role's display name.
	Name string
	// GUID is the same in every tenant and every cloud.
	GUID string
}

// Roles that let an identity pull. Azure docs: role-based-access-control/built-in-roles/containers.
var (
	// AcrPull serves registries in the mode "RBAC Registry Permissions", the default.
	AcrPull = Role{Name: "AcrPull", GUID: "7f951dda-4ed3-4680-a7ca-43fe172d538d"}
	// RepositoryReader serves registries in the mode "RBAC Registry + ABAC Repository Permissions", which
	// do not honour AcrPull. Azure docs: container-registry-rbac-abac-repository-permissions.
	RepositoryReader = Role{
		Name: "Container Registry Repository Reader",
		GUID: "b93aa761-3e63-49ed-ac28-beffa264f7ac",
	}
)

// RoleDefinitionID is the id under which a subscription knows a built-in role. The subscription is given as
// its bare GUID.
func RoleDefinitionID(subscriptionID string, role Role) string {
	const definitions = "/providers/Microsoft.Authorization/roleDefinitions/"
	return "/subscriptions/" + subscriptionID + definitions + role.GUID
}

// assignmentNamespace has no meaning but must never change: every assignment's name follows from it.
var assignmentNamespace = uuid.MustParse("c8b6a1c5-3a5e-5d0c-9f0e-6f1d2b7a9e34")

// AssignmentName is the GUID that a grant of the role to the principal at the scope bears in every run. The
// role is part of it because Azure refuses to change the role or the principal of an existing assignment
// (RoleAssignmentUpdateNotPermitted). Case of the arguments does not matter, as it does not in Azure's ids.
func AssignmentName(scope, principalID, roleDefinitionID string) string {
	triple := strings.Join([]string{scope, principalID, roleDefinitionID}, "|")
	return uuid.NewSHA1(assignmentNamespace, []byte(strings.ToLower(triple))).String()
}
