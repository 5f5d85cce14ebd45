package probe

import "time"

// softDeleting is a registry that keeps what is deleted for a while.
func (s *Scene) softDeleting() Body {
	return with(s.closedRegistry(), func(p Body) {
		p["policies"] = Body{"softDeletePolicy": Body{"status": "enabled"}}
	})
}

// softDeleteVersion is an api-version that has soft delete, which only previews do.
const softDeleteVersion = "2024-11-01-preview"

var softDeleteWithReplicas = Probe{
	Name: "soft-delete-with-replicas", Simulated: "400 SoftDeletePolicyNotSupported",
	Question: "What does soft delete answer in a registry with replicas?",
	Sources:  "Azure docs: container-registry-soft-delete-policy, without the code",
	Makes:    []Priced{premiumRegistry, registryReplica}, Takes: 40 * time.Minute,
	Ask: puttingBy(softDeleteVersion,
		func(s *Scene) []made { return []made{{s.registry(), s.closedRegistry()}, s.replica()} },
		func(s *Scene) made { return made{s.registry(), s.softDeleting()} }),
}

var softDeleteWithRetention = Probe{
	Name: "soft-delete-with-retention", Simulated: "400 SoftDeletePolicyNotSupported",
	Question: "What do soft delete and a retention policy together answer?",
	Sources:  "Azure docs: container-registry-soft-delete-policy, without the code",
	Makes:    []Priced{premiumRegistry}, Takes: 20 * time.Minute,
	Ask: puttingBy(softDeleteVersion, nothing, func(s *Scene) made {
		return made{s.registry(), with(s.softDeleting(), func(p Body) {
			policies, _ := p["policies"].(Body)
			policies["retentionPolicy"] = Body{"status": "enabled", "days": 7}
		})}
	}),
}

var replicaOfSoftDelete = Probe{
	Name:      "replica-of-soft-delete",
	Simulated: "registry: accepted; replica: 400 SoftDeletePolicyNotSupported",
	Question:  "What does a replica of a registry with soft delete answer?",
	Sources:   "Azure docs: container-registry-soft-delete-policy, without the code",
	Makes:     []Priced{premiumRegistry, registryReplica}, Takes: 40 * time.Minute,
	Ask: puttingEach(nothing, func(s *Scene) []attempt {
		replica := s.replica()
		return []attempt{
			{as: "registry", id: s.registry(), body: s.softDeleting(), by: softDeleteVersion},
			{as: "replica", id: replica.id, body: replica.body},
		}
	}),
}
