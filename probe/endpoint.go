package probe

import (
	"time"

	"private-acr/internal/azure"
)

func static(group, member, address string) any {
	return Body{"name": member, "properties": Body{
		"groupId": group, "memberName": member, "privateIPAddress": address,
	}}
}

// allStatic is the registry's endpoint with every address fixed.
func (s *Scene) allStatic(more ...any) Body {
	addresses := append([]any{
		static(azure.RegistryGroup, azure.RegistryGroup, "10.0.2.10"),
		static(azure.RegistryGroup, s.dataMember(), "10.0.2.11"),
	}, more...)
	return s.endpoint(azure.RegistryGroup, addresses...)
}

var staticMemberInAdvance = Probe{
	Name: "static-member-in-advance", Simulated: "accepted",
	Question: "May an endpoint name the address of a data member whose replica does not exist yet?",
	Sources:  "Azure docs: container-registry-geo-replication; azure-docs#119443",
	Makes:    []Priced{premiumRegistry, privateEndpoint}, Takes: 40 * time.Minute,
	Ask: putting(
		func(s *Scene) []made { return append(s.linked(), made{s.registry(), s.closedRegistry()}) },
		func(s *Scene) made {
			future := static(azure.RegistryGroup, azure.DataMember(s.otherRegion()), "10.0.2.12")
			return made{s.ID(loginPE), s.allStatic(future)}
		}),
}

var replicaUnderStaticEndpoint = Probe{
	Name: "replica-under-static-endpoint", Simulated: "accepted, then ReplicationFailed",
	Question: "What does a replica answer where an endpoint has static addresses without its member?",
	Sources:  "Azure docs: container-registry-geo-replication, without the code",
	Makes:    []Priced{premiumRegistry, registryReplica, privateEndpoint}, Takes: time.Hour,
	Ask: putting(
		func(s *Scene) []made {
			return append(s.linked(), made{s.registry(), s.closedRegistry()},
				made{s.ID(loginPE), s.allStatic()})
		},
		func(s *Scene) made { return s.replica() }),
}

var endpointsAtOnce = Probe{
	Name: "endpoints-at-once", Simulated: "409 ConflictError",
	Question: "What does a second endpoint of a registry answer while the first is being made?",
	Sources:  "terraform-provider-azurerm#10880, without the text",
	Makes:    []Priced{premiumRegistry, privateEndpoint, privateEndpoint}, Takes: 40 * time.Minute,
	Ask: atOnce(
		func(s *Scene) []made { return append(s.linked(), made{s.registry(), s.closedRegistry()}) },
		func(s *Scene) (first, second made) {
			body := s.endpoint(azure.RegistryGroup)
			return made{s.ID(loginPE), body}, made{s.ID(dataPE), body}
		}),
}
