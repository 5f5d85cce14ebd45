package policy

import (
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armpolicy"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).policyAssignment)

// policyAssignment has a definition, or a set of them, heeded within a scope. It does so at once: on Azure it
// takes some five minutes, in which nothing is certain.
func (s *Service) policyAssignment() engine.Type {
	return engine.Type{
		Row: catalog.PolicyAssignment, Stateless: true, Extension: true, Inherited: true,
		Accept: s.acceptPolicyAssignment,
		Missing: func(name string) *engine.Error {
			return engine.NotFound("PolicyAssignmentNotFound", "The policy assignment '%s' is not found.",
				name)
		},
		Jobs: map[string]engine.Job{effectDeploy: {Hidden: true, Finish: s.deploy}},
		Example: engine.Example{
			Name: "no-groups", On: catalog.ResourceGroup,
			Body: func(id func(catalog.Type) string) engine.Body {
				definition := id(catalog.PolicyDefinition)
				return engine.Body{"properties": engine.Body{"policyDefinitionId": definition}}
			},
		},
	}
}

func propertiesIn(assignment *engine.Resource) armpolicy.AssignmentProperties {
	return engine.Value(engine.As[armpolicy.Assignment](assignment).Properties)
}

func definitionIn(assignment *engine.Resource) string {
	return engine.Value(propertiesIn(assignment).PolicyDefinitionID)
}

func (s *Service) acceptPolicyAssignment(r *engine.Request) error {
	if _, err := engine.Read[armpolicy.Assignment](r.Resource.Body); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{
		"enforcementMode": string(armpolicy.EnforcementModeDefault),
		"scope":           engine.Extended(r.Resource),
	})
	policies, err := s.policiesOf(r.Resource)
	if err != nil {
		return err
	}
	for _, p := range policies {
		if err := p.check(); err != nil {
			return err
		}
	}
	return identify(r, policies)
}

// identify makes the identity that deployments and remediations are done with. Without one Azure takes no
// assignment that may need it: azure-cli#13150, azure-powershell#11996.
func identify(r *engine.Request, policies []applied) error {
	identity, _ := r.Resource.Body["identity"].(engine.Body)
	kind, _ := identity["type"].(string)
	if kind == "" || strings.EqualFold(kind, "None") {
		for _, p := range policies {
			if effect := needsIdentity[p.effect()]; effect != "" {
				return engine.BadRequest("ResourceIdentityRequired", "The policy assignment '%s' request "+
					"is invalid. Policy assignments must include a resource identity when assigning '%s' "+
					"policy definitions.", r.ID.Name, effect)
			}
		}
		return nil
	}
	if location, _ := r.Resource.Body["location"].(string); location == "" {
		return engine.BadRequest("LocationRequired", "The location property is required for this definition.")
	}
	if strings.EqualFold(kind, "SystemAssigned") {
		identity["principalId"] = r.Resource.GUID("principal")
		identity["tenantId"] = engine.TenantID
	}
	return nil
}

// governing are the policies that are assigned to a resource and are about its type.
func (s *Service) governing(res *engine.Resource) []applied {
	var governing []applied
	for _, assignment := range s.engine.OfType(catalog.PolicyAssignment.ARM) {
		if !holdsFor(assignment, res) {
			continue
		}
		policies, _ := s.policiesOf(assignment) // Those of an assignment that exists are known.
		governing = append(governing, slices.DeleteFunc(policies, func(p applied) bool {
			return !p.definition.isAbout(res) || p.effect() == "disabled" || s.exempts(res, p)
		})...)
	}
	return governing
}

// holdsFor reports whether an assignment is enforced for a resource: its scope has it and no exclusion does.
func holdsFor(assignment, res *engine.Resource) bool {
	p := propertiesIn(assignment)
	excluded := slices.ContainsFunc(engine.Values(p.NotScopes), func(scope string) bool {
		return azure.Within(res.ID, scope)
	})
	return azure.Within(res.ID, engine.Extended(assignment)) && !excluded &&
		!engine.Is(p.EnforcementMode, armpolicy.EnforcementModeDoNotEnforce)
}

// isAbout reports whether the definition's mode includes the resource's type: "Indexed" has only those with
// tags and a location, and no resource groups.
func (d definition) isAbout(res *engine.Resource) bool {
	if !strings.EqualFold(d.mode, "Indexed") {
		return true
	}
	row, _ := catalog.ByARM(res.Type)
	return row.Location != catalog.NoLocation && !row.Untagged && res.Type != catalog.ResourceGroup.ARM
}
