// Package insights is Microsoft.Insights: the diagnostic settings of resources, which send nothing.
package insights

import "private-acr/azuresim/engine"

// Service is the diagnostic settings of one simulated Azure.
type Service struct {
	engine *engine.Engine
}

var types engine.TypeSet[*Service]

// New makes the service.
func New(e *engine.Engine) *Service {
	s := &Service{engine: e}
	e.Answer(s.calls()...)
	return s
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }
