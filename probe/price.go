package probe

import "time"

// Priced is something that costs money while it exists.
type Priced struct {
	// What it is, for a person.
	What string
	// Hourly is its price in US dollars an hour, rounded up. Azure's own calculator has today's.
	Hourly float64
}

// What probes make. Prices are those of the public cloud's American regions in 2026, rounded up.
var (
	premiumRegistry = Priced{"registry, Premium", 0.07}
	registryReplica = Priced{"replica of a registry", 0.07}
	privateEndpoint = Priced{"private endpoint", 0.01}
	containerGroup  = Priced{"container group, 1 core and 1 GB", 0.06}
	containerApp    = Priced{"container app, half a core and 1 GB", 0.08}
	natGateway      = Priced{"NAT gateway with an address", 0.05}

	// An environment outside of networks costs nothing without apps.
	networkEnvironment = Priced{"environment in a network, with its load balancer", 0.06}
)

// Cost is the most that a probe can cost, in US dollars: all that it makes for all the time that it may take.
func (p Probe) Cost() float64 {
	var hourly float64
	for _, priced := range p.Makes {
		hourly += priced.Hourly
	}
	return hourly * float64(p.Takes) / float64(time.Hour)
}
