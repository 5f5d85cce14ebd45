// Package policy is Azure Policy: definitions, Azure's own and custom ones, sets of them, and the assignments
// that have every write within a scope modified, denied, or followed by a deployment.
//
// A rule is what its JSON says, evaluated anew for each write: condition.go has the conditions, expression.go
// and function.go the texts in brackets, alias.go the way from a field's name to a value in a body. What
// comes of a rule that holds is in modify.go, deny.go and deploy.go; audit comes to nothing here.
//
// Sources, where a file names no other: Azure docs, the pages of governance/policy/concepts:
// definition-structure-policy-rule, effect-modify, effect-deny, effect-deploy-if-not-exists.
package policy

import (
	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Service is the policies of one simulated Azure.
type Service struct {
	engine *engine.Engine
}

var types engine.TypeSet[*Service]

// New makes the service, whose assignments govern all writes from then on.
func New(e *engine.Engine) *Service {
	s := &Service{engine: e}
	e.Govern(engine.Governance{Write: s.write, Written: s.written})
	return s
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }

// write has the policies modify a request, and then deny it, in the order of Azure docs:
// governance/policy/concepts/effect-basics.
func (s *Service) write(r *engine.Request) error {
	governing := s.governing(r.Resource)
	if len(governing) == 0 {
		return nil
	}
	for _, p := range governing {
		p.modify(s.about(r.Resource, p))
	}
	return s.deny(r.Resource, governing)
}

// about is the resource as one of its policies sees it.
func (s *Service) about(res *engine.Resource, p applied) *subject {
	return &subject{resource: res, group: s.groupOf(res), parameters: p.parameters}
}

// groupOf is the body of the resource group that a resource lies in, or is; nil if there is none.
func (s *Service) groupOf(res *engine.Resource) engine.Body {
	if res.Type == catalog.ResourceGroup.ARM {
		return res.Body
	}
	for _, group := range s.engine.OfType(catalog.ResourceGroup.ARM) {
		if azure.Within(res.ID, group.ID) {
			return group.Body
		}
	}
	return nil
}
