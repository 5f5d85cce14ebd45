package policy

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armpolicy"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// applied is a definition as an assignment applies it.
type applied struct {
	assignment *engine.Resource
	definition definition
	// reference is what its set calls the definition; empty if there is no set.
	reference string
	// given are the values of parameters that the assignment, or its set, gives; parameters those with the
	// definition's defaults.
	given, parameters map[string]any
}

// policiesOf are the definitions of an assignment with their parameters. The error is a refusal.
func (s *Service) policiesOf(assignment *engine.Resource) ([]applied, error) {
	p := propertiesIn(assignment)
	id, given := engine.Value(p.PolicyDefinitionID), valuesOf(p.Parameters)
	if set := s.engine.Find(catalog.PolicySetDefinition.ARM, id); set != nil {
		return s.policiesOfSet(assignment, set, given)
	}
	d, known := s.find(id)
	if !known {
		return nil, definitionNotFound(id)
	}
	return []applied{apply(assignment, d, given)}, nil
}

func (s *Service) policiesOfSet(assignment, set *engine.Resource, given map[string]any) ([]applied, error) {
	p := setIn(set.Body)
	about := &subject{resource: assignment, parameters: withDefaults(p.Parameters, given)}
	var policies []applied
	for _, reference := range engine.Values(p.PolicyDefinitions) {
		id := engine.Value(reference.PolicyDefinitionID)
		d, known := s.find(id)
		if !known {
			return nil, definitionNotFound(id)
		}
		values := valuesOf(reference.Parameters)
		for name, value := range values {
			values[name] = about.resolve(value)
		}
		p := apply(assignment, d, values)
		p.reference = engine.Value(reference.PolicyDefinitionReferenceID)
		policies = append(policies, p)
	}
	return policies, nil
}

func apply(assignment *engine.Resource, d definition, given map[string]any) applied {
	return applied{
		assignment: assignment, definition: d, given: given, parameters: withDefaults(d.parameters, given),
	}
}

func valuesOf(given map[string]*armpolicy.ParameterValuesValue) map[string]any {
	values := map[string]any{}
	for name, value := range given {
		values[name] = engine.Value(value).Value
	}
	return values
}

func withDefaults(
	known map[string]*armpolicy.ParameterDefinitionsValue, given map[string]any,
) map[string]any {
	values := map[string]any{}
	for name, parameter := range known {
		if byDefault := engine.Value(parameter).DefaultValue; byDefault != nil {
			values[name] = byDefault
		}
	}
	maps.Copy(values, given)
	return values
}

// check refuses parameters that the definition does not take. The texts of the second and third refusal are
// those of Azure-Landing-Zones#442 and terraform-azurerm-caf-enterprise-scale#282, that of the first assumed.
func (p applied) check() error {
	for _, name := range slices.Sorted(maps.Keys(p.definition.parameters)) {
		value, present := p.parameters[name]
		allowed := engine.Value(p.definition.parameters[name]).AllowedValues
		switch {
		case !present:
			return engine.BadRequest("MissingPolicyParameter", "The policy assignment '%s' is missing the "+
				"parameter(s) '%s' as defined in the policy definition '%s'.", p.assignment.Name(), name,
				p.definition.name)
		case len(allowed) > 0 && !slices.ContainsFunc(allowed, func(a any) bool { return isSame(a, value) }):
			return engine.BadRequest("PolicyParameterValueNotAllowed", "The value '%v' is not allowed for "+
				"policy parameter '%s' in policy definition '%s'. The allowed values are '%s'.", value, name,
				p.definition.name, joined(allowed))
		}
	}
	return p.checkUndefined()
}

func (p applied) checkUndefined() error {
	var undefined []any
	for _, name := range slices.Sorted(maps.Keys(p.given)) {
		if p.definition.parameters[name] == nil {
			undefined = append(undefined, name)
		}
	}
	if len(undefined) == 0 {
		return nil
	}
	return engine.BadRequest("UndefinedPolicyParameter", "The policy assignment '%s' has the parameter(s) "+
		"'%s' which are not defined in the policy definition '%s'.", p.assignment.Name(), joined(undefined),
		p.definition.name)
}

// isSame is for values of parameters, whose case counts.
func isSame(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

func joined(values []any) string {
	return strings.TrimSuffix(fmt.Sprintf(strings.Repeat("%v, ", len(values)), values...), ", ")
}

// then is what comes of the rule, its texts as they are written.
func (p applied) then() engine.Body { return p.definition.then }

// details are what an effect needs to know.
func (p applied) details() engine.Body {
	details, _ := entry(p.then(), "details").(engine.Body)
	return details
}

// effect is what comes of the rule, in lower case.
func (p applied) effect() string {
	about := &subject{resource: p.assignment, parameters: p.parameters}
	return strings.ToLower(fmt.Sprint(about.resolve(entry(p.then(), "effect"))))
}

// holds reports whether the rule's condition is true of a resource.
func (p applied) holds(about *subject) bool { return about.holds(p.definition.condition) }
