package engine

import "time"

// TenantID is the one directory of simulated Azure.
const TenantID = "7a6d0c11-5b1e-4f0a-9c2b-0a2c1f3e5d01"

// Options say how time passes and where everything is kept.
type Options struct {
	// Clock tells Azure's time. The default is a ScaledClock of Scale that goes on where the journal ends.
	Clock Clock
	// Scale is how many times as fast as ours Azure's time runs. A Clock should run at it.
	Scale float64
	// Journal is the file that keeps everything across restarts; the empty string keeps it in memory only.
	Journal string
	// Variant names the Azure that is simulated, where there are several: what one has kept is not continued
	// as another.
	Variant string
}

// Engine is simulated Azure, without locks: one call at a time.
type Engine struct {
	options    Options
	offset     time.Duration
	now        time.Time
	seq        int
	types      map[string]Type
	calls      []Call
	resources  map[string]*Resource
	index      index
	operations map[string]*operation
	journal    *journal
	// journaled is the variant of the journal that was read.
	journaled string
	change    change
	// governance is asked about every write; see Govern.
	governance []Governance
	// secrets are the write-only values by their digests.
	secrets map[string]string
	// inject decides what becomes of operations; see InjectOutcomes.
	inject func(Operation) Outcome
	// observe is told of operations that have ended; see Observe.
	observe func(Operation)
}

// New makes an engine without types. It is used once they are registered and it is open.
func New(options Options) *Engine {
	return &Engine{
		options: options, types: map[string]Type{}, resources: map[string]*Resource{},
		operations: map[string]*operation{}, change: newChange(), secrets: map[string]string{},
	}
}

// Open continues the journal if there is one. The error says which line of it is wrong.
func (e *Engine) Open() error {
	if err := e.restore(e.options.Journal); err != nil {
		return err
	}
	e.startClock()
	return nil
}

// Close writes the time reached and releases the journal.
func (e *Engine) Close() error {
	err := e.Commit()
	return e.journal.close(err)
}

// Now is Azure's time as the present call has reached it.
func (e *Engine) Now() time.Time { return e.now }

// Count is the number of resources that somebody made: not those that come and go with others.
func (e *Engine) Count() int { return len(e.IDs()) }

// IDs are the ids of the resources that Count counts, in the order of their creation.
func (e *Engine) IDs() []string {
	var ids []string
	for _, res := range e.All() {
		if !res.Implicit {
			ids = append(ids, res.ID)
		}
	}
	return ids
}

// next is a number that nothing has had.
func (e *Engine) next() int {
	e.seq++
	return e.seq
}
