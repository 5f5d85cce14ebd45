// Package engine is simulated Azure without a single type of resource: resources as Resource Manager writes
// them, a clock, operations that go on after the answer, a journal that keeps everything across restarts, and
// the flow of PUT, PATCH, GET, LIST, DELETE and actions that all types share.
//
// What a type means is told to the engine by a [Type]: rules, durations, hooks. The packages in
// azuresim/services declare those; package azuresim/world puts them together and is what callers use.
//
// The engine has no goroutines and no locks: whoever composes it lets one call in at a time. Time is lazy:
// every call first finishes, in the order of their ends, the operations whose time has come. With a clock
// that a test moves by hand everything is therefore deterministic. What a call has changed is on disk, as one
// line of the journal, before the call returns, so that a process killed at any moment loses nothing that it
// has acknowledged.
package engine
