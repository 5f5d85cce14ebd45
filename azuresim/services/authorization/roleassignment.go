package authorization

import (
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/authorization/armauthorization/v2"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).roleAssignment)

// roleAssignment is a grant, which works some time after it exists.
func (s *Service) roleAssignment() engine.Type {
	return engine.Type{
		Row: catalog.RoleAssignment, Stateless: true, Extension: true, Inherited: true,
		ReadOnly: []string{"createdOn", "updatedOn", "createdBy", "updatedBy", "scope"},
		Accept:   s.acceptAssignment, Settle: s.propagate, Removed: s.revoke,
		Jobs: map[string]engine.Job{jobPropagate: {Hidden: true, Finish: nothing}},
		Missing: func(name string) *engine.Error {
			return engine.NotFound("RoleAssignmentNotFound", "The role assignment '%s' is not found.", name)
		},
		Example: engine.Example{
			Name: "5b9a3f60-0d5e-4d4b-8f39-0c7c7f6a1e01", On: catalog.Registry,
			Body: func(func(catalog.Type) string) engine.Body {
				return engine.Body{"properties": engine.Body{
					"principalId":   "5b9a3f60-0d5e-4d4b-8f39-0c7c7f6a1e02",
					"principalType": "ServicePrincipal",
					"roleDefinitionId": azure.RoleDefinitionID("5b9a3f60-0d5e-4d4b-8f39-0c7c7f6a1e03",
						azure.AcrPull),
				}}
			},
		},
	}
}

// grant is what an assignment gives to whom.
type grant struct {
	role, principal string
	principalType   armauthorization.PrincipalType
}

func grantOf(assignment armauthorization.RoleAssignment) grant {
	p := engine.Value(assignment.Properties)
	return grant{
		role:          engine.LastName(engine.Value(p.RoleDefinitionID)),
		principal:     engine.Value(p.PrincipalID),
		principalType: engine.Value(p.PrincipalType),
	}
}

func grantIn(assignment *engine.Resource) grant {
	return grantOf(engine.As[armauthorization.RoleAssignment](assignment))
}

// equals reports whether two grants give the same role to the same principal.
func (g grant) equals(other grant) bool {
	return strings.EqualFold(g.role, other.role) && strings.EqualFold(g.principal, other.principal)
}

func (s *Service) acceptAssignment(r *engine.Request) error {
	assignment, err := engine.Read[armauthorization.RoleAssignment](r.Resource.Body)
	if err != nil {
		return err
	}
	g := grantOf(assignment)
	if err := s.checkAssignment(r, g); err != nil {
		return err
	}
	if err := s.newAssignment(r, g); err != nil {
		return err
	}
	if err := s.knowsPrincipal(g); err != nil {
		return err
	}
	stamp := s.engine.Now().Format(engine.TimeFormat)
	engine.Fill(r.Properties(), engine.Body{
		"scope": engine.Extended(r.Resource), "createdOn": stamp, "createdBy": "", "updatedBy": "",
		"principalType": "ServicePrincipal",
	})
	r.Properties()["updatedOn"] = stamp
	return nil
}

// checkAssignment refuses names that are no GUIDs and roles that do not exist.
func (s *Service) checkAssignment(r *engine.Request, g grant) error {
	if !engine.IsGUID(r.ID.Name) {
		return engine.BadRequest("InvalidRoleAssignmentId", "The role assignment ID '%s' is not valid. The "+
			"role assignment ID must be a GUID.", r.ID.Name)
	}
	if builtInBy(g.role) == nil && s.custom(g.role) == nil {
		refused := missingRole(g.role)
		refused.Status = http.StatusBadRequest
		return refused
	}
	return nil
}

// newAssignment refuses to change an assignment and to make one twice. Names are global.
func (s *Service) newAssignment(r *engine.Request, g grant) error {
	for _, other := range s.engine.OfType(catalog.RoleAssignment.ARM) {
		alike := grantIn(other).equals(g) && azure.SameID(engine.Extended(other), engine.Extended(r.Resource))
		named := strings.EqualFold(other.Name(), r.ID.Name)
		switch {
		case named && !alike:
			return engine.BadRequest("RoleAssignmentUpdateNotPermitted", "Tenant ID, application ID, "+
				"principal ID, and scope are not allowed to be updated.")
		case alike && !named:
			return engine.Refusal(http.StatusConflict, "RoleAssignmentExists", "The role assignment already "+
				"exists. The ID of the existing role assignment is %s.", other.Name())
		}
	}
	return nil
}

// knowsPrincipal refuses principals that have not replicated, unless the request says what they are. Azure
// docs: role-based-access-control/troubleshooting.
func (s *Service) knowsPrincipal(g grant) error {
	if g.principalType != "" || s.identities.Replicated(g.principal) {
		return nil
	}
	return engine.BadRequest("PrincipalNotFound",
		"Principal %s does not exist in the directory %s. Check that "+
			"you have the correct principal ID. If you are creating this principal and then immediately "+
			"assigning "+
			"a role, this error might be related to a replication delay. In this case, set the role "+
			"assignment "+
			"principalType property to a value, such as ServicePrincipal, User, or Group. See "+
			"https://aka.ms/docs-principaltype", g.principal, engine.TenantID)
}
