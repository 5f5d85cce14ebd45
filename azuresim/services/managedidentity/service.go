// Package managedidentity is Microsoft.ManagedIdentity: user-assigned identities, and how other resources
// attach them.
package managedidentity

import (
	"private-acr/azuresim/engine"
)

// Service is the identities of one simulated Azure.
type Service struct {
	engine *engine.Engine
}

var types engine.TypeSet[*Service]

// New makes the service.
func New(e *engine.Engine) *Service { return &Service{engine: e} }

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }
