package authorization

import (
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"private-acr/azuresim/engine"
)

// How late a role assignment works. What is usual is from reports of 30 to 120 s; the latest is documented,
// for assigning and removing alike. Azure docs: container-registry-faq,
// role-based-access-control/troubleshooting.
const (
	SoonestGrant = 30 * time.Second
	UsualGrant   = 2 * time.Minute
	LatestGrant  = 10 * time.Minute

	// lateOneIn is how many grants there are to one that is not usual. Assumed: nobody has counted.
	lateOneIn = 6
)

// Propagation says how late role assignments work, and how long deleted ones go on to. Azure docs
// (role-based-access-control/troubleshooting) give both the same bounds.
type Propagation struct {
	// Delay is that of every assignment; negative is at once. 0 draws one for each.
	Delay time.Duration
	// Seed makes other draws. With 0 every assignment is a usual one, so that nobody waits ten minutes who
	// has not asked for the worst.
	Seed uint64
}

// of is the delay of an assignment, which is the same whenever it is asked for.
func (p Propagation) of(assignmentID string) time.Duration {
	switch {
	case p.Delay < 0:
		return 0
	case p.Delay > 0:
		return p.Delay
	}
	random := rand.New(rand.NewPCG(p.Seed, hash(assignmentID))) //nolint:gosec // no secret comes of it
	if p.Seed != 0 && random.IntN(lateOneIn) == 0 {
		return between(random, UsualGrant, LatestGrant)
	}
	return between(random, SoonestGrant, UsualGrant)
}

// jobPropagate is the time until an assignment works. Nothing hangs on it but who observes operations:
// whether an assignment works follows from its age.
const jobPropagate = "propagate"

func (s *Service) propagate(assignment *engine.Resource) error {
	_, err := s.engine.Start(jobPropagate, assignment, s.propagation.of(assignment.ID), nil)
	return err
}

func nothing(*engine.Resource, json.RawMessage) error { return nil }

func between(random *rand.Rand, from, to time.Duration) time.Duration {
	return from + time.Duration(random.Int64N(int64(to-from)+1)).Truncate(time.Second)
}

func hash(id string) uint64 {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(engine.Key(id))) // Writing to a hash cannot fail.
	return sum.Sum64()
}
