package managedidentity

import (
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/msi/armmsi"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).identity)

func (s *Service) identity() engine.Type {
	return engine.Type{
		Row: catalog.Identity, NameCode: "InvalidResourceName", Stateless: true,
		ReadOnly: []string{"principalId", "clientId", "tenantId"}, Accept: acceptIdentity,
		State: engine.StateOf[state], View: spellID,
		Example: engine.Example{Name: "id-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral"}
		}},
	}
}

func acceptIdentity(r *engine.Request) error {
	engine.Fill(r.Properties(), engine.Body{
		"principalId": r.Resource.GUID("principal"), "clientId": r.Resource.GUID("client"),
		"tenantId": engine.TenantID,
	})
	return nil
}

// spellID has the service's own spelling of ids: pulumi-azure-native#2152, azure-cli#27099. Whoever compares
// ids as text meets it.
func spellID(_ *engine.Resource, body engine.Body) {
	id, _ := body["id"].(string)
	body["id"] = strings.Replace(id, "/resourceGroups/", "/resourcegroups/", 1)
}

// Find is the identity with the id, nil if there is none.
func (s *Service) Find(id string) *engine.Resource {
	return s.engine.Find(catalog.Identity.ARM, id)
}

// Principal is the object id by which an identity is granted something.
func Principal(identity *engine.Resource) string {
	return engine.Value(engine.Value(engine.As[armmsi.Identity](identity).Properties).PrincipalID)
}

// replicates is how long a new identity is unknown to whoever assigns roles without saying the type of the
// principal. Assumed; Azure docs (role-based-access-control/troubleshooting) give no figure.
const replicates = time.Minute

// Replicated reports whether an identity of the principal is known everywhere by now.
func (s *Service) Replicated(principal string) bool {
	identity := s.of(principal)
	return identity != nil && s.engine.Now().Sub(identity.Created) >= replicates
}

// host is the part of a body that identities are attached in. The SDK's packages each have a model of it.
type host struct {
	Identity struct {
		Attached map[string]any `json:"userAssignedIdentities"`
	} `json:"identity"`
}

// Attach checks the identities that a request names, and adds what Azure answers of them.
func (s *Service) Attach(r *engine.Request) error {
	h, err := engine.Read[host](r.Resource.Body)
	if err != nil {
		return err
	}
	if len(h.Identity.Attached) == 0 {
		return nil
	}
	attached := engine.Body{}
	for id := range h.Identity.Attached {
		identity := s.Find(id)
		if identity == nil {
			return engine.BadRequest("FailedIdentityOperation",
				"Identity operation for resource '%s' failed "+
					"with error 'Failed to perform resource identity operation. Status: 'BadRequest'. "+
					"Response: "+
					"Resource '%s' was not found.'.", r.Resource.ID, id)
		}
		p := engine.Value(engine.As[armmsi.Identity](identity).Properties)
		attached[id] = engine.Body{
			"principalId": engine.Value(p.PrincipalID), "clientId": engine.Value(p.ClientID),
		}
	}
	engine.Within(r.Resource.Body, "identity")["userAssignedIdentities"] = attached
	return nil
}

// Attached reports whether the identity is among those of a resource.
func Attached(res *engine.Resource, identityID string) bool {
	for id := range engine.As[host](res).Identity.Attached {
		if azure.SameID(id, identityID) {
			return true
		}
	}
	return false
}
