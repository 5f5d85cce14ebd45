package probe

import (
	"context"
	"time"
)

// second is the tag of the image that comes later.
const second = "hello:2"

var replicationDelay = Probe{
	Name: "replication-delay", Simulated: "within two minutes",
	Question: "How long after its import does an image arrive at a replica, for a container group near that?",
	Sources:  "Azure docs: container-registry-geo-replication, without a figure",
	Makes:    []Priced{premiumRegistry, registryReplica, containerGroup}, Takes: 2 * time.Hour,
	Ask: askReplication,
}

// askReplication lets the grant and the first image arrive before it looks at the second.
func askReplication(ctx context.Context, s *Scene) (Finding, error) {
	premium := s.standard()
	premium["sku"] = Body{"name": "Premium"}
	err := s.stocked(ctx, sample, made{s.registry(), premium}, s.replica(), s.newIdentity())
	if err != nil {
		return Finding{}, err
	}
	if err := s.granted(ctx); err != nil {
		return Finding{}, err
	}
	near := s.pullingGroup(copied)
	near["location"] = s.otherRegion()
	if err := s.Make(ctx, s.ID(group), near); err != nil {
		return Finding{}, err
	}
	late := importOf(serving)
	late["targetTags"] = []any{second}
	answer, err := s.Post(ctx, s.registry(), "importImage", late)
	if err := answer.failure(err); err != nil {
		return Finding{}, err
	}
	near = s.pullingGroup(second)
	near["location"] = s.otherRegion()
	return lasted(s.turn(ctx, group, near, true))
}
