// Package authorization is Microsoft.Authorization: role assignments, and what they let a principal do by
// now.
package authorization

import (
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/managedidentity"
)

// Service is the grants of one simulated Azure.
type Service struct {
	engine     *engine.Engine
	identities *managedidentity.Service
	// delay is the age at which a grant works.
	delay time.Duration
}

var types engine.TypeSet[*Service]

// New makes the service. The delay is the age, in Azure's time, at which a role assignment works.
func New(e *engine.Engine, identities *managedidentity.Service, delay time.Duration) *Service {
	return &Service{engine: e, identities: identities, delay: delay}
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }
