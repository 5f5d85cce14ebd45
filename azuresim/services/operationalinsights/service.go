// Package operationalinsights is Microsoft.OperationalInsights: Log Analytics workspaces, which keep nothing
// of what is sent to them.
package operationalinsights

import "private-acr/azuresim/engine"

// Service is the workspaces of one simulated Azure.
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
