package faults

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Kind is what goes wrong.
type Kind string

// The kinds of faults. Those of a request answer it or break its connection.
const (
	Throttled   Kind = "429 with Retry-After"
	Busy        Kind = "409 AnotherOperationInProgress"
	Conflict    Kind = "409 Conflict"
	ServerError Kind = "500 InternalServerError"
	BadGateway  Kind = "502 BadGateway"
	Unavailable Kind = "503 ServiceUnavailable"
	ResetBefore Kind = "connection reset before the request took effect"
	ResetAfter  Kind = "connection reset after the request took effect"

	// Those of an operation decide how it ends.
	Slow     Kind = "slow operation"
	Failed   Kind = "operation Failed"
	Canceled Kind = "operation Canceled"

	// Those of a process are done by Actions.
	PluginKilled Kind = "plugin killed"
	EngineKilled Kind = "engine killed"
	Restarted    Kind = "simulation restarted"
)

// Moment is what is counted to tell when a fault comes.
type Moment string

// The moments: a request that may change something, one that reads, one that asks how an operation goes, and
// the end of an operation.
const (
	Write Moment = "write"
	Read  Moment = "read"
	Poll  Moment = "poll"
	End   Moment = "end of an operation"
)

// Fault is one thing that goes wrong.
type Fault struct {
	Kind Kind
	// At is what is counted and Nth, from 1, which of them is hit.
	At  Moment
	Nth int
	// Times is how many in a row are hit.
	Times int
}

// String is, for example, "429 with Retry-After at write 7, 3 times".
func (f Fault) String() string {
	text := fmt.Sprintf("%s at %s %d", f.Kind, f.At, f.Nth)
	if f.Times > 1 {
		text += fmt.Sprintf(", %d times", f.Times)
	}
	return text
}

// Schedule is what goes wrong during one run.
type Schedule struct {
	// Number is what the schedule was made of.
	Number uint64
	Faults []Fault
}

// String is the number with the faults.
func (s Schedule) String() string {
	texts := make([]string, len(s.Faults))
	for i, f := range s.Faults {
		texts[i] = f.String()
	}
	return fmt.Sprintf("schedule %d: %s", s.Number, strings.Join(texts, "; "))
}

// has reports whether a fault of the kind is part of the schedule.
func (s Schedule) has(kind Kind) bool {
	for _, f := range s.Faults {
		if f.Kind == kind {
			return true
		}
	}
	return false
}

// WithoutReads moves the faults of reading to writing, for a run that does not read.
func (s Schedule) WithoutReads() Schedule {
	s.Faults = slices.Clone(s.Faults)
	for i, f := range s.Faults {
		if f.At == Read {
			s.Faults[i].At, s.Faults[i].Nth = Write, 1+f.Nth%latest[Write]
		}
	}
	return s
}

// longestBurst is above what clients retry: the stand-in for azure-native asks seven times.
const longestBurst = 10

// moments says for each kind of fault when it can come, and latest for each moment the greatest number that a
// deployment of some twenty resources surely reaches.
var (
	moments = []struct {
		kind  Kind
		burst int
		at    []Moment
	}{
		{Throttled, longestBurst, []Moment{Write, Read, Poll}},
		{Busy, longestBurst, []Moment{Write}},
		{Conflict, 1, []Moment{Write}},
		{ServerError, longestBurst, []Moment{Write, Read, Poll}},
		{BadGateway, longestBurst, []Moment{Write, Read, Poll}},
		{Unavailable, longestBurst, []Moment{Write, Read, Poll}},
		{ResetBefore, longestBurst, []Moment{Write, Read, Poll}},
		{ResetAfter, longestBurst, []Moment{Write}},
		{Slow, 1, []Moment{End}},
		{Failed, 2, []Moment{End}},
		{Canceled, 2, []Moment{End}},
		{PluginKilled, 1, []Moment{Write, Read, Poll, End}},
		{EngineKilled, 1, []Moment{Write, Read, Poll, End}},
		{Restarted, 1, []Moment{Write, Read, Poll, End}},
	}
	latest = map[Moment]int{Write: 18, Read: 24, Poll: 30, End: 12}
)

// mostFaults is how many faults a schedule has at most.
const mostFaults = 3

// New makes the schedule of a number: the same number, the same schedule. Schedules whose numbers follow one
// another begin with each kind of fault in turn.
func New(number uint64) Schedule {
	//nolint:gosec // Replayable on purpose, and no secret.
	random := rand.New(rand.NewPCG(number, 0))
	s := Schedule{Number: number}
	first := int(number % uint64(len(moments))) //nolint:gosec // Below the number of kinds.
	for range 1 + random.IntN(mostFaults) {
		choice := moments[first]
		first = random.IntN(len(moments))
		if choice.kind == EngineKilled && s.has(EngineKilled) {
			continue // An engine dies once.
		}
		at := choice.at[random.IntN(len(choice.at))]
		s.Faults = append(s.Faults, Fault{
			Kind: choice.kind, At: at, Nth: 1 + random.IntN(latest[at]), Times: 1 + random.IntN(choice.burst),
		})
	}
	return s
}
