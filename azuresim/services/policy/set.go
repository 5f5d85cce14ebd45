package policy

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armpolicy"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).policySetDefinition)

// policySetDefinition is several definitions that are assigned together, also called an initiative. None of
// Azure's own is here.
func (s *Service) policySetDefinition() engine.Type {
	return engine.Type{
		Row: catalog.PolicySetDefinition, Stateless: true, Accept: s.acceptSet, Refuse: s.refuseAssigned,
		Missing: func(name string) *engine.Error {
			return engine.NotFound("PolicySetDefinitionNotFound", "The policy set definition '%s' could not "+
				"be found.", name)
		},
		Example: engine.Example{Name: "all-private", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"displayName": "All private", "policyDefinitions": []any{engine.Body{
					"policyDefinitionId":          id(catalog.PolicyDefinition),
					"policyDefinitionReferenceId": "groups",
				}},
			}}
		}},
	}
}

func setIn(body engine.Body) armpolicy.SetDefinitionProperties {
	set, err := engine.Read[armpolicy.SetDefinition](body)
	if err != nil {
		return armpolicy.SetDefinitionProperties{}
	}
	return engine.Value(set.Properties)
}

func (s *Service) acceptSet(r *engine.Request) error {
	if err := checkScope(r); err != nil {
		return err
	}
	if _, err := engine.Read[armpolicy.SetDefinition](r.Resource.Body); err != nil {
		return err
	}
	for _, reference := range engine.Values(setIn(r.Resource.Body).PolicyDefinitions) {
		id := engine.Value(reference.PolicyDefinitionID)
		if _, known := s.find(id); !known {
			return definitionNotFound(id)
		}
	}
	engine.Fill(r.Properties(), engine.Body{"policyType": "Custom"})
	return nil
}

func definitionNotFound(id string) *engine.Error {
	return engine.NotFound("PolicyDefinitionNotFound", "The policy definition '%s' could not be found.",
		engine.LastName(id))
}
