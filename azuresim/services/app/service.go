// Package app is Microsoft.App: Container Apps and jobs, which pull their images, and the environments that
// they are in.
package app

import (
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/managedidentity"
	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Service is the Container Apps of one simulated Azure.
type Service struct {
	options    Options
	engine     *engine.Engine
	network    *network.Service
	identities *managedidentity.Service
	puller     *pull.Puller
}

// Options say how Container Apps behave.
type Options struct {
	// ImageCheck is when they look whether an image can be pulled.
	ImageCheck ImageCheck
}

var types engine.TypeSet[*Service]

// delegation is what the subnet of an environment with workload profiles is delegated to.
const delegation = "Microsoft.App/environments"

// New makes the service. Its environments tie their subnets, and private endpoints can lead to them.
func New(
	e *engine.Engine, net *network.Service, identities *managedidentity.Service, puller *pull.Puller,
	options Options,
) *Service {
	net.TieWith(catalog.ManagedEnvironment.ARM, network.ServiceLink{
		Name: "legionservicelink", Service: delegation,
	})
	net.LinkTo(catalog.ManagedEnvironment.ARM, environmentLink)
	return &Service{options: options, engine: e, network: net, identities: identities, puller: puller}
}

// environmentLink is what private link offers of environments. Azure docs: private-link/private-endpoint-dns;
// the member's name is assumed.
var environmentLink = network.OneGroup{
	Group: "managedEnvironments", Member: "managedEnvironments",
	Host:   domain,
	Suffix: environmentSuffix,
	Zone: func(environment *engine.Resource) string {
		return "privatelink." + environmentSuffix(environment)
	},
}

// environmentSuffix is the domain of a region's environments.
func environmentSuffix(environment *engine.Resource) string {
	return environment.Region() + ".azurecontainerapps.io"
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }

func same(a, b string) bool { return azure.SameID(a, b) }

// isID tells the id of a user-assigned identity from the word for the system-assigned one.
func isID(identity string) bool { return strings.HasPrefix(identity, "/") }
