package probe

import (
	"time"

	"private-acr/internal/azure"
)

// standard is a registry of the SKU that lacks what this project is about.
func (s *Scene) standard() Body {
	return Body{"location": s.Location, "sku": Body{"name": "Standard"}}
}

func (s *Scene) replica() made {
	return made{s.registry() + "/replications/" + s.otherRegion(), Body{"location": s.otherRegion()}}
}

// otherRegion is one that a registry of the scene can be replicated to.
func (s *Scene) otherRegion() string {
	if s.Location == "japaneast" {
		return "koreacentral"
	}
	return "japaneast"
}

// basic is the cheapest registry.
func (s *Scene) basic() Body {
	return Body{"location": s.Location, "sku": Body{"name": "Basic"}}
}

var (
	basicRegistry    = Priced{"registry, Basic", 0.01}
	standardRegistry = Priced{"registry, Standard", 0.03}
)

var retentionOnStandard = Probe{
	Name: "retention-on-standard", Simulated: "400 FeatureNotSupportedInSku", Sources: "nobody",
	Question: "What does a retention policy on a Standard registry answer?",
	Makes:    []Priced{standardRegistry}, Takes: 20 * time.Minute,
	Ask: putting(nothing, func(s *Scene) made {
		return made{s.registry(), with(s.standard(), func(p Body) {
			p["policies"] = Body{"retentionPolicy": Body{"status": "enabled", "days": 7}}
		})}
	}),
}

var replicaOnStandard = Probe{
	Name: "replica-on-standard", Simulated: "400 FeatureNotSupportedInSku", Sources: "nobody",
	Question: "What does a replica of a Standard registry answer?",
	Makes:    []Priced{standardRegistry}, Takes: 20 * time.Minute,
	Ask: putting(
		func(s *Scene) []made { return []made{{s.registry(), s.standard()}} },
		func(s *Scene) made { return s.replica() }),
}

var endpointOnStandard = Probe{
	Name: "endpoint-on-standard", Simulated: "400 FeatureNotSupportedInSku", Sources: "nobody",
	Question: "What does a private endpoint of a Standard registry answer?",
	Makes:    []Priced{standardRegistry, privateEndpoint}, Takes: 30 * time.Minute,
	Ask: putting(
		func(s *Scene) []made {
			return []made{{s.ID(vnet), s.network()}, {s.registry(), s.standard()}}
		},
		func(s *Scene) made { return made{s.ID(loginPE), s.endpoint(azure.RegistryGroup)} }),
}

var skuUnderEndpoint = Probe{
	Name: "sku-under-endpoint", Simulated: "400 FeatureNotSupportedInSku", Sources: "nobody",
	Question: "What does lowering the SKU of a registry with a private endpoint answer?",
	Makes:    []Priced{premiumRegistry, privateEndpoint}, Takes: 40 * time.Minute,
	Ask: putting((*Scene).connected, func(s *Scene) made { return made{s.registry(), s.standard()} }),
}

var featuresOnStandard = Probe{
	Name: "features-on-standard", Sources: "nobody",
	Question:  "What do data endpoints and an agent pool of a Standard registry answer?",
	Simulated: "data endpoints: 400 FeatureNotSupportedInSku; agent pool: 400 FeatureNotSupportedInSku",
	Makes:     []Priced{standardRegistry}, Takes: 20 * time.Minute,
	Ask: puttingEach(
		func(s *Scene) []made { return []made{{s.registry(), s.standard()}} },
		func(s *Scene) []attempt {
			endpoints := with(s.standard(), func(p Body) { p["dataEndpointEnabled"] = true })
			return []attempt{
				{as: "data endpoints", id: s.registry(), body: endpoints},
				{as: "agent pool", id: s.registry() + "/agentPools/probe", body: s.agentPool()},
			}
		}),
}
