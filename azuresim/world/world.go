package world

import (
	"sync"
	"time"

	"private-acr/internal/azure"
)

// PrivateLink says how registries offer their data endpoints over private link.
type PrivateLink string

const (
	// GroupPrivateLink offers a group registry_data_<region> per region beside the group registry.
	GroupPrivateLink PrivateLink = "group"
	// MemberPrivateLink offers one group, registry, with a member registry_data_<region> per region, as
	// Azure's documentation describes it: container-registry-private-endpoints.
	MemberPrivateLink PrivateLink = "member"
)

// Options say what a world is like. The zero value is a world in memory, running as fast as ours.
type Options struct {
	// PrivateLink defaults to GroupPrivateLink.
	PrivateLink PrivateLink
	// Clock tells Azure's time. The default is a ScaledClock of Scale that goes on where the journal ends.
	Clock Clock
	// Scale is how many times as fast as ours Azure's time runs; 0 means 1. A Clock should run at it.
	Scale float64
	// DataGroupDelay is how long, in Azure's time, after the success of a registry or replica its data group
	// or member is offered. 0 means 90 s, a negative value at once.
	DataGroupDelay time.Duration
	// GrantDelay is the age, in Azure's time, at which a role assignment works. 0 means 2 m, a negative value
	// at once.
	GrantDelay time.Duration
	// ServiceLinkLag is how long, in Azure's time, a subnet stays tied to a service after an environment or
	// container group in it is gone. 0 means not at all; on Azure up to two days are reported.
	ServiceLinkLag time.Duration
	// Journal is the file that keeps the world across restarts; the empty string keeps it in memory only.
	Journal string
	// Images are the public images that exist, as full references with a tag. The default is a few of
	// Microsoft's samples.
	Images []string
}

// World is a simulated Azure. All methods may be called concurrently.
type World struct {
	mu      sync.Mutex
	options Options
	cloud   azure.Cloud
	offset  time.Duration
	at      time.Time
	seq     int
	kinds   map[string]kind
	records map[string]*record
	index   index
	tasks   map[string]*task
	pulls   []Pull
	journal *journal
	// journaled is the private link of the journal that was read.
	journaled PrivateLink
	change    change
	// judge decides what becomes of operations; see Meddle.
	judge func(Operation) Outcome
}

// Open makes the world that the options describe, continuing the journal if there is one. The error says
// which option or which line of the journal is wrong.
func Open(options Options) (*World, error) {
	w := &World{
		cloud:   azure.Public,
		kinds:   kinds(),
		records: map[string]*record{},
		tasks:   map[string]*task{},
		change:  newChange(),
	}
	var err error
	if w.options, err = options.withDefaults(); err != nil {
		return nil, err
	}
	if err := w.restore(options.Journal); err != nil {
		return nil, err
	}
	w.startClock()
	return w, nil
}

// Close writes the time reached and releases the journal. The world must not be used afterwards.
func (w *World) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	err := w.commit()
	return w.journal.close(err)
}

// Now is Azure's time. It never runs backwards, restarts included.
func (w *World) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	// The time is right even if writing it down is not possible; the next change reports that.
	_ = w.advance()
	return w.at
}

// Scale is how many times as fast as ours Azure's time runs.
func (w *World) Scale() float64 {
	return w.options.Scale
}

// Knows reports whether the world has a meaning for resources of the type, given in any case.
func (w *World) Knows(resourceType string) bool {
	_, known := w.kindOf(resourceType)
	return known
}

// Count is the number of resources that somebody made: not the subnets in a virtual network's body, the
// network interfaces of private endpoints and the records of zone groups.
func (w *World) Count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	count := 0
	for _, rec := range w.records {
		if !rec.Implicit {
			count++
		}
	}
	return count
}

// sorted lists the records in the order of their creation.
func (w *World) sorted() []*record {
	all := make([]*record, len(w.index))
	for i, e := range w.index {
		all[i] = e.rec
	}
	return all
}

// ofType lists the records of one type in the order of their creation.
func (w *World) ofType(resourceType string) []*record {
	var found []*record
	for _, e := range w.index {
		if e.rec.Type == resourceType {
			found = append(found, e.rec)
		}
	}
	return found
}

func (w *World) next() int {
	w.seq++
	return w.seq
}
