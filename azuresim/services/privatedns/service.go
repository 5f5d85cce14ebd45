// Package privatedns is private DNS: zones with their records, their links to virtual networks, and the zone
// groups that keep the records of private endpoints.
package privatedns

import (
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
)

// Service is the private DNS of one simulated Azure.
type Service struct {
	engine  *engine.Engine
	network *network.Service
}

var types engine.TypeSet[*Service]

// New makes the service, which from then on follows the addresses of private endpoints.
func New(e *engine.Engine, net *network.Service) *Service {
	s := &Service{engine: e, network: net}
	net.OnMove(s.follow)
	return s
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }

func same(a, b string) bool { return azure.SameID(a, b) }
