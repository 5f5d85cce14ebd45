// Package resources is Microsoft.Resources: the resource groups that everything else lies in, and what Azure
// Resource Manager asks of every resource before its service sees it: the rules of tags and of names.
package resources

import "private-acr/azuresim/engine"

// Service is the resource groups of one simulated Azure.
type Service struct{}

var types engine.TypeSet[*Service]

// New makes the service, whose rules govern all writes from then on.
func New(e *engine.Engine) *Service {
	e.Govern(engine.Governance{Write: checkName})
	e.Govern(engine.Governance{Write: checkTags})
	return &Service{}
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }
