// Package containerinstance is Microsoft.ContainerInstance: container groups, which pull their images.
package containerinstance

import (
	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/managedidentity"
	"private-acr/azuresim/services/network"
	"private-acr/internal/catalog"
)

// Service is the container groups of one simulated Azure.
type Service struct {
	engine     *engine.Engine
	network    *network.Service
	identities *managedidentity.Service
	puller     *pull.Puller
}

var types engine.TypeSet[*Service]

// delegation is what the subnet of a container group is delegated to.
const delegation = "Microsoft.ContainerInstance/containerGroups"

// New makes the service. Its container groups tie their subnets.
func New(
	e *engine.Engine, net *network.Service, identities *managedidentity.Service, puller *pull.Puller,
) *Service {
	net.TieWith(catalog.ContainerGroup.ARM, network.ServiceLink{Name: "acisal", Service: delegation})
	return &Service{engine: e, network: net, identities: identities, puller: puller}
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }
