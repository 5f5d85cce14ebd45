package authorization

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).roleDefinition)

// roleDefinition is a role: one of Azure's own, or a custom one.
func (s *Service) roleDefinition() engine.Type {
	return engine.Type{
		Row: catalog.RoleDefinition, Stateless: true, Extension: true, Inherited: true,
		Given: givenRoles, Accept: s.acceptRole, Refuse: s.refuseRole, Missing: missingRole,
		Example: engine.Example{
			Name: "5b9a3f60-0d5e-4d4b-8f39-0c7c7f6a1e07", On: catalog.ResourceGroup,
			Body: func(id func(catalog.Type) string) engine.Body {
				return engine.Body{"properties": engine.Body{
					"roleName": "Puller of everything", "type": customRole,
					"assignableScopes": []any{id(catalog.ResourceGroup)},
					"permissions": []any{engine.Body{
						"actions": []any{"Microsoft.ContainerRegistry/registries/*/read"},
					}},
				}}
			},
		},
	}
}

// missingRole is how a role that does not exist is said, to whoever reads it and to whoever grants it.
func missingRole(guid string) *engine.Error {
	return engine.NotFound("RoleDefinitionDoesNotExist", "The specified role definition with ID '%s' does "+
		"not exist.", guid)
}

const (
	customRole  = "CustomRole"
	builtInRole = "BuiltInRole"
)

func (s *Service) acceptRole(r *engine.Request) error {
	definition, err := engine.Read[armauthorization.RoleDefinition](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(definition.Properties)
	if err := checkRole(r, p); err != nil {
		return err
	}
	// The name is unique in the directory, among Azure's own roles too.
	taken := builtInNamed(engine.Value(p.RoleName)) != nil
	for _, other := range s.engine.OfType(catalog.RoleDefinition.ARM) {
		named := strings.EqualFold(engine.Value(roleIn(other).RoleName), engine.Value(p.RoleName))
		taken = taken || named && !strings.EqualFold(other.Name(), r.ID.Name)
	}
	if taken {
		return engine.Conflict("RoleDefinitionWithSameNameExists", "A custom role with the same name "+
			"already exists in this directory. Use a different name.")
	}
	engine.Fill(r.Properties(), engine.Body{"type": customRole, "description": ""})
	return nil
}

// checkRole refuses what no custom role can be. The codes are assumed, but for that of the id's form.
func checkRole(r *engine.Request, p armauthorization.RoleDefinitionProperties) error {
	switch {
	case !engine.IsGUID(r.ID.Name):
		return engine.BadRequest("InvalidRoleDefinitionId", "The role definition ID '%s' is not valid. The "+
			"role definition ID must be a GUID.", r.ID.Name)
	case builtInBy(r.ID.Name) != nil, engine.Value(p.RoleType) == builtInRole:
		return engine.BadRequest("InvalidRoleDefinition", "The built-in role definition '%s' cannot be "+
			"changed.", r.ID.Name)
	case engine.Value(p.RoleName) == "":
		return engine.BadRequest("InvalidRoleDefinition", "The role definition '%s' needs a name.", r.ID.Name)
	case len(p.AssignableScopes) == 0:
		return engine.BadRequest("InvalidRoleDefinition", "The role definition '%s' needs an assignable "+
			"scope.", r.ID.Name)
	}
	return nil
}

// refuseRole has the words of Azure docs: role-based-access-control/custom-roles.
func (s *Service) refuseRole(definition *engine.Resource) error {
	for _, assignment := range s.engine.OfType(catalog.RoleAssignment.ARM) {
		if strings.EqualFold(grantIn(assignment).role, definition.Name()) {
			return engine.BadRequest("RoleDefinitionHasAssignments", "There are existing role assignments "+
				"referencing role (code: RoleDefinitionHasAssignments).")
		}
	}
	return nil
}

func roleIn(definition *engine.Resource) armauthorization.RoleDefinitionProperties {
	return engine.Value(engine.As[armauthorization.RoleDefinition](definition).Properties)
}

// custom is the custom role with the GUID, nil if there is none: GUIDs are unique in the directory.
func (s *Service) custom(guid string) *engine.Resource {
	for _, definition := range s.engine.OfType(catalog.RoleDefinition.ARM) {
		if strings.EqualFold(definition.Name(), guid) {
			return definition
		}
	}
	return nil
}

// permissionsOf is what the role with the GUID permits.
func (s *Service) permissionsOf(guid string) []armauthorization.Permission {
	if role := builtInBy(guid); role != nil {
		return []armauthorization.Permission{role.permission()}
	}
	if definition := s.custom(guid); definition != nil {
		return engine.Values(roleIn(definition).Permissions)
	}
	return nil
}
