package policy

import (
	"fmt"
	"net/http"
	"strings"

	"private-acr/azuresim/engine"
)

// violation is a policy that denies, and why.
type violation struct {
	applied

	found []any
}

// deny refuses what a policy denies. The form is that of vscode-apimanagement#348 and of Azure docs:
// azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy.
func (s *Service) deny(res *engine.Resource, governing []applied) error {
	var violations []violation
	for _, p := range governing {
		about := s.about(res, p)
		if p.effect() == effectDeny && p.holds(about) {
			violations = append(violations, violation{p, about.found})
		}
	}
	if len(violations) == 0 {
		return nil
	}
	refused := engine.Refusal(http.StatusForbidden, "RequestDisallowedByPolicy",
		"Resource '%s' was disallowed by policy. %s", res.Name(), why(violations))
	refused.Target = res.Name()
	for _, v := range violations {
		refused.AdditionalInfo = append(refused.AdditionalInfo, v.info())
	}
	return refused
}

// why is the assignments' own reasons, or the policies' identifiers where there is none.
func why(violations []violation) string {
	var reasons, all []string
	for _, v := range violations {
		for _, message := range engine.Values(propertiesIn(v.assignment).NonComplianceMessages) {
			reasons = append(reasons, "'"+engine.Value(message.Message)+"'")
		}
		all = append(all, v.identifiers())
	}
	if len(reasons) > 0 {
		return "Reasons: " + strings.Join(reasons, ",") + ". See error details for policy resource IDs."
	}
	return "Policy identifiers: '[" + strings.Join(all, ",") + "]'."
}

// identifiers are what the message names of a violation, in JSON.
func (v violation) identifiers() string {
	return fmt.Sprintf(`{"policyAssignment":{"name":%q,"id":%q},"policyDefinition":{"name":%q,"id":%q}}`,
		v.assignmentName(), v.assignment.ID, v.definitionName(), v.definition.id)
}

func (v violation) assignmentName() string {
	if shown := engine.Value(propertiesIn(v.assignment).DisplayName); shown != "" {
		return shown
	}
	return v.assignment.Name()
}

func (v violation) definitionName() string {
	if v.definition.displayName != "" {
		return v.definition.displayName
	}
	return v.definition.name
}

// info is what clients are told besides the message.
func (v violation) info() engine.AdditionalInfo {
	return engine.AdditionalInfo{Type: "PolicyViolation", Info: engine.Body{
		"evaluationDetails":           engine.Body{"evaluatedExpressions": v.found},
		"policyDefinitionId":          v.definition.id,
		"policyDefinitionName":        v.definition.name,
		"policyDefinitionDisplayName": v.definition.displayName,
		"policyDefinitionEffect":      v.effect(),
		"policyAssignmentId":          v.assignment.ID,
		"policyAssignmentName":        v.assignment.Name(),
		"policyAssignmentDisplayName": v.assignmentName(),
		"policyAssignmentScope":       engine.Extended(v.assignment),
		"policyAssignmentParameters":  v.given,
		"policyExemptionIds":          []any{},
	}}
}
