package policy

import (
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armpolicy"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).policyExemption)

// policyExemption takes what lies in a scope out of an assignment, or out of some definitions of its set,
// until a time. Azure docs: governance/policy/concepts/exemption-structure.
func (s *Service) policyExemption() engine.Type {
	return engine.Type{
		Row: catalog.PolicyExemption, Stateless: true, Extension: true, Inherited: true,
		Accept: s.acceptExemption,
		Example: engine.Example{
			Name: "for-now", On: catalog.ResourceGroup,
			Body: func(id func(catalog.Type) string) engine.Body {
				return engine.Body{"properties": engine.Body{
					"policyAssignmentId": id(catalog.PolicyAssignment),
					"exemptionCategory":  string(armpolicy.ExemptionCategoryWaiver),
				}}
			},
		},
	}
}

func exemptionIn(exemption *engine.Resource) armpolicy.ExemptionProperties {
	return engine.Value(engine.As[armpolicy.Exemption](exemption).Properties)
}

// acceptExemption uses assumed codes.
func (s *Service) acceptExemption(r *engine.Request) error {
	exemption, err := engine.Read[armpolicy.Exemption](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(exemption.Properties)
	id := engine.Value(p.PolicyAssignmentID)
	assignment := s.engine.Find(catalog.PolicyAssignment.ARM, id)
	switch {
	case assignment == nil:
		return engine.NotFound("PolicyAssignmentNotFound", "The policy assignment '%s' is not found.",
			engine.LastName(id))
	case !azure.Within(engine.Extended(r.Resource), engine.Extended(assignment)):
		return engine.BadRequest("InvalidPolicyExemption", "The policy exemption '%s' is not at or below "+
			"the scope of the policy assignment '%s'.", r.ID.Name, id)
	case !slices.Contains(armpolicy.PossibleExemptionCategoryValues(), engine.Value(p.ExemptionCategory)):
		return engine.BadRequest("InvalidPolicyExemption", "The policy exemption '%s' needs a category.",
			r.ID.Name)
	}
	return nil
}

// exempts reports whether a resource is taken out of a policy.
func (s *Service) exempts(res *engine.Resource, p applied) bool {
	for _, exemption := range s.engine.OfType(catalog.PolicyExemption.ARM) {
		e := exemptionIn(exemption)
		expired := e.ExpiresOn != nil && !e.ExpiresOn.After(s.engine.Now())
		if azure.SameID(engine.Value(e.PolicyAssignmentID), p.assignment.ID) && !expired &&
			azure.Within(res.ID, engine.Extended(exemption)) && names(e, p) {
			return true
		}
	}
	return false
}

// names reports whether an exemption is from the policy: it names none of a set, or this one.
func names(e armpolicy.ExemptionProperties, p applied) bool {
	return len(e.PolicyDefinitionReferenceIDs) == 0 ||
		slices.ContainsFunc(engine.Values(e.PolicyDefinitionReferenceIDs), func(reference string) bool {
			return strings.EqualFold(reference, p.reference)
		})
}
