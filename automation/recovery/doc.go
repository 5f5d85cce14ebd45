// Package recovery takes over what an interrupted run left in a stack's state.
//
// Pulumi records that a creation was under way, but not what became of it. Its own answer is an interactive
// refresh in which a person looks up and types every id. An ARM id follows from a resource's type and inputs,
// so here the resource is entered into the state with that id, and a refresh reads it, or drops it where
// Azure has none. The same goes for steps that the engine saw fail without an answer, because the plugin or
// the connection died: [Watch] finds them among the engine's events.
//
// A refresh reads what Azure answers as if a program had asked for it. So it is waited for until Azure has
// done, and the inputs that the program gave are kept over it, in the state, as components.
//
// It edits the state, so callers ask for it: see automation.Options. States are read and written with their
// secrets encrypted.
package recovery
