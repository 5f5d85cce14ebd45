package world

import (
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"
)

const typeRoleAssignment = "Microsoft.Authorization/roleAssignments"

// timeFormat is that of times in bodies.
const timeFormat = "2006-01-02T15:04:05.0000000Z"

// roleAssignment is a grant, which works some time after it exists.
var roleAssignment = kind{
	typ: typeRoleAssignment, stateless: true,
	readOnly: []string{"createdOn", "updatedOn", "createdBy", "updatedBy", "scope"},
	accept:   acceptAssignment,
}

type assignmentView struct {
	Properties struct {
		PrincipalID      string `json:"principalId"`
		PrincipalType    string `json:"principalType"`
		RoleDefinitionID string `json:"roleDefinitionId"`
	} `json:"properties"`
}

func (v assignmentView) role() string {
	return strings.ToLower(lastName(v.Properties.RoleDefinitionID))
}

// equals reports whether two assignments give the same role to the same principal.
func (v assignmentView) equals(other assignmentView) bool {
	return v.role() == other.role() && strings.EqualFold(v.Properties.PrincipalID,
		other.Properties.PrincipalID)
}

func acceptAssignment(r *request) error {
	v, err := read[assignmentView](r.rec.Body)
	if err != nil {
		return err
	}
	if !isGUID(r.id.Name) {
		return badRequest("InvalidRoleAssignmentId", "The role assignment ID '%s' is not valid. The role "+
			"assignment ID must be a GUID.", r.id.Name)
	}
	if !isGUID(v.role()) {
		return badRequest("RoleDefinitionDoesNotExist", "The specified role definition with ID '%s' does "+
			"not exist.", lastName(v.Properties.RoleDefinitionID))
	}
	if err := r.newAssignment(v); err != nil {
		return err
	}
	if err := r.w.knowsPrincipal(v); err != nil {
		return err
	}
	scope := scopeOf(r.rec)
	stamp := r.w.at.Format(timeFormat)
	p := r.properties()
	fill(p, Body{
		"scope": scope, "createdOn": stamp, "createdBy": "", "updatedBy": "",
		"principalType": "ServicePrincipal",
	})
	p["updatedOn"] = stamp
	return nil
}

// newAssignment refuses to change an assignment and to make one twice. Names are global.
func (r *request) newAssignment(v assignmentView) error {
	for _, other := range r.w.ofType(typeRoleAssignment) {
		alike := see[assignmentView](other.Body).equals(v) && same(scopeOf(other), scopeOf(r.rec))
		named := strings.EqualFold(other.name(), r.id.Name)
		switch {
		case named && !alike:
			return badRequest("RoleAssignmentUpdateNotPermitted", "Tenant ID, application ID, principal ID, "+
				"and scope are not allowed to be updated.")
		case alike && !named:
			return refusal(http.StatusConflict, "RoleAssignmentExists", "The role assignment already "+
				"exists. The ID of the existing role assignment is %s.", other.name())
		}
	}
	return nil
}

// knowsPrincipal refuses principals that have not replicated, unless the request says what they are. Azure
// docs: role-based-access-control/troubleshooting.
func (w *World) knowsPrincipal(v assignmentView) error {
	if v.Properties.PrincipalType != "" {
		return nil
	}
	known := slices.ContainsFunc(w.ofType(typeIdentity), func(rec *record) bool {
		return see[identityView](rec.Body).Properties.PrincipalID == v.Properties.PrincipalID &&
			w.at.Sub(rec.Created) >= identityReplicates
	})
	if known {
		return nil
	}
	return badRequest("PrincipalNotFound", "Principal %s does not exist in the directory %s. Check that you "+
		"have the correct principal ID. If you are creating this principal and then immediately assigning a "+
		"role, this error might be related to a replication delay. In this case, set the role assignment "+
		"principalType property to a value, such as ServicePrincipal, User, or Group. See "+
		"https://aka.ms/docs-principaltype", v.Properties.PrincipalID, tenant)
}

func isGUID(text string) bool {
	_, err := uuid.Parse(text)
	return err == nil && len(text) == 36
}
