package azure

import (
	"slices"
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

// Roles that let an identity pull and do nothing else. Azure docs:
// role-based-access-control/built-in-roles/containers.
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

// ABACMode is the roleAssignmentMode of a registry with ABAC repository permissions. Every other value, and
// none, means the default mode.
const ABACMode = "AbacRepositoryPermissions"

// PullRole is the role that lets an identity pull from a registry, with or without ABAC repository
// permissions.
func PullRole(abac bool) Role {
	if abac {
		return RepositoryReader
	}
	return AcrPull
}

// Roles that let an identity do more to registries than pull. Azure docs:
// role-based-access-control/built-in-roles/containers.
var (
	AcrPush          = Role{"AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec"}
	AcrDelete        = Role{"AcrDelete", "c2f4ef07-c644-48eb-af81-4b1b4947fb11"}
	RepositoryWriter = Role{
		"Container Registry Repository Writer", "2a1e307c-b015-4ebd-883e-5b7698a07328",
	}
	RepositoryContributor = Role{
		"Container Registry Repository Contributor", "2efddaa5-3f1f-4df3-97df-af3f13818f4c",
	}
	DataImporter = Role{
		"Container Registry Data Importer and Data Reader", "577a9874-89fd-4f24-9dbd-b5034d0ad23a",
	}
)

// Roles for everything, of which a registry is a part. Azure docs:
// role-based-access-control/built-in-roles/privileged.
var (
	Owner                   = Role{"Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"}
	Contributor             = Role{"Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"}
	UserAccessAdministrator = Role{"User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"}
	AccessAdministrator     = Role{
		"Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
	}
)

// writingRoles are those for registries that do more than pulling.
var writingRoles = []Role{AcrPush, AcrDelete, RepositoryWriter, RepositoryContributor, DataImporter}

// broadRoles are those for everything.
var broadRoles = []Role{Owner, Contributor, UserAccessAdministrator, AccessAdministrator}

// ParseRole is the role whose definition has the id, if it is one that matters to registries; otherwise it is
// the zero Role.
func ParseRole(roleDefinitionID string) Role {
	guid := roleDefinitionID[strings.LastIndex(roleDefinitionID, "/")+1:]
	for _, role := range slices.Concat([]Role{AcrPull, RepositoryReader}, writingRoles, broadRoles) {
		if strings.EqualFold(role.GUID, guid) {
			return role
		}
	}
	return Role{}
}

// OnlyPulls reports whether the role lets an identity pull and do nothing else.
func (r Role) OnlyPulls() bool { return r == AcrPull || r == RepositoryReader }

// OfRegistries reports whether the role is one for registries and nothing else.
func (r Role) OfRegistries() bool { return r.OnlyPulls() || slices.Contains(writingRoles, r) }

// DoesMore reports whether the role lets an identity do more to a registry than pull from it.
func (r Role) DoesMore() bool { return r != Role{} && !r.OnlyPulls() }

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
