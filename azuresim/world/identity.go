package world

import "private-acr/internal/azure"

const typeIdentity = "Microsoft.ManagedIdentity/userAssignedIdentities"

var userIdentity = kind{
	typ: typeIdentity, name: azure.NameUserAssignedIdentity, nameCode: "InvalidResourceName",
	place: regional, stateless: true, readOnly: []string{"principalId", "clientId", "tenantId"},
	accept: acceptIdentity,
}

// tenant is the directory that all simulated principals live in.
const tenant = "7a0e0f0c-1f6b-5c0e-9a53-2f1d3b7c6a10"

type identityView struct {
	Properties struct {
		PrincipalID string `json:"principalId"`
		ClientID    string `json:"clientId"`
	} `json:"properties"`
}

// hostView is a resource that identities are attached to.
type hostView struct {
	Identity struct {
		Type       string          `json:"type"`
		Identities map[string]Body `json:"userAssignedIdentities"`
	} `json:"identity"`
}

func acceptIdentity(r *request) error {
	fill(r.properties(), Body{
		"principalId": guid(r.rec, "principal"), "clientId": guid(r.rec, "client"), "tenantId": tenant,
	})
	return nil
}

// attachIdentities checks the identities that a resource names, and adds what Azure answers of them.
func (r *request) attachIdentities() error {
	v, err := read[hostView](r.rec.Body)
	if err != nil {
		return err
	}
	if len(v.Identity.Identities) == 0 {
		return nil
	}
	attached := Body{}
	for id := range v.Identity.Identities {
		rec := r.w.find(typeIdentity, id)
		if rec == nil {
			return badRequest("FailedIdentityOperation", "Identity operation for resource '%s' failed with "+
				"error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: "+
				"Resource '%s' was not found.'.", r.rec.ID, id)
		}
		p := see[identityView](rec.Body).Properties
		attached[id] = Body{"principalId": p.PrincipalID, "clientId": p.ClientID}
	}
	within(r.rec.Body, "identity")["userAssignedIdentities"] = attached
	return nil
}

// attached reports whether the identity is among those of the resource.
func attached(body Body, identityID string) bool {
	for id := range see[hostView](body).Identity.Identities {
		if same(id, identityID) {
			return true
		}
	}
	return false
}
