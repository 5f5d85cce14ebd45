package policy

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armpolicy"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).policyDefinition)

// policyDefinition is a rule with parameters: one of Azure's own, or a custom one.
func (s *Service) policyDefinition() engine.Type {
	return engine.Type{
		Row: catalog.PolicyDefinition, Stateless: true, Given: givenDefinitions,
		Accept: s.acceptDefinition, Refuse: s.refuseAssigned, Missing: definitionNotFound,
		Example: engine.Example{Name: "no-groups", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"displayName": "No resource groups", "mode": "All",
				"policyRule": engine.Body{
					"if": isType(resourceGroups), "then": engine.Body{"effect": "audit"},
				},
			}}
		}},
	}
}

// definition is a policy definition as it is read.
type definition struct {
	id, name, displayName, mode string
	parameters                  map[string]*armpolicy.ParameterDefinitionsValue
	condition, then             engine.Body
}

func definitionOf(body engine.Body) (definition, error) {
	model, err := engine.Read[armpolicy.Definition](body)
	if err != nil {
		return definition{}, err
	}
	p := engine.Value(model.Properties)
	rule, _ := p.PolicyRule.(engine.Body)
	d := definition{
		id: engine.Value(model.ID), name: engine.Value(model.Name),
		displayName: engine.Value(p.DisplayName), mode: engine.Value(p.Mode), parameters: p.Parameters,
	}
	d.condition, _ = entry(rule, "if").(engine.Body)
	d.then, _ = entry(rule, "then").(engine.Body)
	return d, nil
}

// acceptDefinition refuses rules that Azure would refuse, and those that are not understood here: a rule that
// is not evaluated as Azure does would be worse than none.
func (s *Service) acceptDefinition(r *engine.Request) error {
	if err := checkScope(r); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{"mode": "Indexed", "policyType": "Custom"})
	d, err := definitionOf(r.Resource.Body)
	if err != nil {
		return err
	}
	if err := s.checkRule(d); err != nil {
		return engine.BadRequest("InvalidPolicyRule", "Failed to parse policy rule of '%s': '%s'.", d.name,
			err)
	}
	if effect, _ := entry(d.then, "effect").(string); !isExpression(effect) && !isEffect(effect) {
		return engine.BadRequest("InvalidPolicyRuleEffect", "The policy definition '%s' rule is invalid. "+
			"The policy 'effect' property value cannot be '%s'.", d.name, effect)
	}
	return nil
}

// checkScope refuses definitions that are not in a subscription. The codes are assumed.
func checkScope(r *engine.Request) error {
	switch {
	case r.ID.SubscriptionID == "":
		return engine.Refusal(http.StatusForbidden, "AuthorizationFailed", "The built-in policy definition "+
			"'%s' cannot be changed.", r.ID.Name)
	case r.ID.ResourceGroupName != "":
		return engine.BadRequest("InvalidScope", "The scope of '%s' must be a subscription.", r.ID.Name)
	}
	return nil
}

// checkRule says why a rule cannot be evaluated.
func (s *Service) checkRule(d definition) error {
	if d.condition == nil || d.then == nil {
		return errors.New("it needs an 'if' and a 'then'")
	}
	if err := checkCondition(d.condition); err != nil {
		return err
	}
	if err := checkTexts(d.then); err != nil {
		return err
	}
	details, _ := entry(d.then, "details").(engine.Body)
	return s.checkTemplate(details)
}

// effects are those that definitions may have. The ones that need an agent, such as those of Kubernetes, are
// not among them.
var effects = []string{
	effectModify, effectDeny, effectDeploy, "append", "audit", "auditifnotexists", "denyaction", "disabled",
	"manual",
}

// What is done by rules that hold, in lower case.
const (
	effectModify = "modify"
	effectDeny   = "deny"
	effectDeploy = "deployifnotexists"
)

// needsIdentity has the effects that an assignment needs an identity for, as Azure writes them.
var needsIdentity = map[string]string{effectModify: "Modify", effectDeploy: "DeployIfNotExists"}

func isEffect(effect string) bool { return slices.Contains(effects, strings.ToLower(effect)) }

// find is the definition with the id, and whether there is one.
func (s *Service) find(id string) (definition, bool) {
	body := s.bodyOf(catalog.PolicyDefinition.ARM, id, givenDefinitions)
	if body == nil {
		return definition{}, false
	}
	d, err := definitionOf(body)
	return d, err == nil
}

// bodyOf is the body of a definition or set that somebody made or that Azure has, nil if there is none.
func (s *Service) bodyOf(resourceType, id string, given func(string) []engine.Body) engine.Body {
	if res := s.engine.Find(resourceType, id); res != nil {
		return res.Body
	}
	for _, body := range given("") {
		if known, _ := body["id"].(string); strings.EqualFold(known, id) {
			return body
		}
	}
	return nil
}

// refuseAssigned uses an assumed code: definitions that are assigned cannot be deleted.
func (s *Service) refuseAssigned(d *engine.Resource) error {
	for _, assignment := range s.engine.OfType(catalog.PolicyAssignment.ARM) {
		if strings.EqualFold(definitionIn(assignment), d.ID) {
			return engine.BadRequest("PolicyDefinitionInUse", "The policy definition '%s' cannot be deleted "+
				"because it is referenced by the policy assignment '%s'.", d.Name(), assignment.ID)
		}
	}
	return nil
}
