// Package network is Microsoft.Network without DNS: virtual networks and their subnets, which hand out
// addresses to whoever lives in them, and private endpoints, which lead to anything that offers groups.
//
// It knows none of the services that use it. What lives in a subnet has a [Tenancy] for its state; what a
// private endpoint can lead to is a [Target], which the service of that type registers.
package network

import (
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
)

// Service is the network of one simulated Azure.
type Service struct {
	engine *engine.Engine
	// egress is what lets traffic out.
	egress Egress
	// serviceLinkLag is how long a subnet stays tied to a service that is gone from it.
	serviceLinkLag time.Duration
	// serviceLinks are those of the types of tenants that tie a subnet.
	serviceLinks map[string]ServiceLink
	// targets are what private endpoints can lead to, by type.
	targets map[string]Target
	// moved are called when the addresses of a private endpoint change.
	moved []func(endpoint *engine.Resource, before []Address)
}

var types engine.TypeSet[*Service]

// New makes the service. The lag is how long, in Azure's time, a subnet stays tied to a service after the
// last of its tenants there is gone; 0 means not at all.
func New(e *engine.Engine, serviceLinkLag time.Duration, egress Egress) *Service {
	return &Service{
		engine: e, serviceLinkLag: serviceLinkLag, egress: egress,
		serviceLinks: map[string]ServiceLink{}, targets: map[string]Target{},
	}
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }

// OnMove has the function called when an existing private endpoint's addresses change, with those before.
func (s *Service) OnMove(moved func(endpoint *engine.Resource, before []Address)) {
	s.moved = append(s.moved, moved)
}

const badName = "InvalidResourceName"

func same(a, b string) bool { return azure.SameID(a, b) }
