// Package authorization is Microsoft.Authorization but for Azure Policy: roles, who is granted them and from
// when on that works, and locks.
package authorization

import (
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/managedidentity"
)

// Service is the roles, grants and locks of one simulated Azure.
type Service struct {
	engine      *engine.Engine
	identities  *managedidentity.Service
	propagation Propagation
}

var types engine.TypeSet[*Service]

// New makes the service, whose locks govern all writes from then on.
func New(e *engine.Engine, identities *managedidentity.Service, propagation Propagation) *Service {
	s := &Service{engine: e, identities: identities, propagation: propagation}
	e.Govern(engine.Governance{
		Write: s.lockedWrite, Act: s.lockedAct, Delete: s.lockedDelete, Remove: s.lockedRemove,
	})
	return s
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }
