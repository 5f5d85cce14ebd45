package containerregistry

import (
	"math"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
)

// DefaultReplicationDelay is assumed: Azure documents that replicas are consistent eventually. Azure docs:
// container-registry-geo-replication.
const DefaultReplicationDelay = time.Minute

// Site is where a registry answers: its home, or a replica.
type Site struct {
	service *Service
	reg     *engine.Resource
	// replica is nil at home.
	replica *engine.Resource
}

// Region is where the site is.
func (s Site) Region() string {
	if s.replica == nil {
		return s.reg.Region()
	}
	return s.replica.Region()
}

// Nearest is the site that answers a consumer in the region: of the home and the replicas that take part in
// routing, the nearest, the home in doubt. Azure docs: container-registry-geo-replication.
func (s *Service) Nearest(reg *engine.Resource, region string) Site {
	nearest := Site{service: s, reg: reg}
	least := kilometres(reg.Region(), region)
	for _, replica := range s.replicas(reg) {
		if far := kilometres(replica.Region(), region); answers(replica) && far < least {
			nearest.replica, least = replica, far
		}
	}
	return nearest
}

func kilometres(a, b string) float64 {
	if far, known := azure.Kilometres(a, b); known {
		return far
	}
	return math.MaxFloat64
}

// answers reports whether a replica takes part in routing.
func answers(replica *engine.Resource) bool {
	p := engine.Value(engine.As[armcontainerregistry.Replication](replica).Properties)
	return replica.Works() && (p.RegionEndpointEnabled == nil || *p.RegionEndpointEnabled)
}

// Manifest is the digest of an image, and whether the site has it. What is pushed or imported is at home at
// once, and at replicas later.
func (s Site) Manifest(image azure.Image) (digest string, exists bool) {
	state, name := engine.State[registryState](s.reg), LocalName(image)
	digest, exists = state.Images[name]
	return digest, exists && s.service.engine.Now().Sub(state.Stored[name]) >= s.delay()
}

func (s Site) delay() time.Duration {
	if s.replica == nil {
		return 0
	}
	return s.service.options.ReplicationDelay
}

// HasDataEndpoints reports whether layers come from data endpoints of the registry's own. Azure docs:
// container-registry-dedicated-data-endpoints, container-registry-private-endpoints.
func (s *Service) HasDataEndpoints(reg *engine.Resource) bool {
	return engine.Value(propertiesOf(reg).DataEndpointEnabled) || s.HasEndpoint(reg)
}
