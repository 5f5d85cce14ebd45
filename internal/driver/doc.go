// Package driver runs Pulumi on one stack and clears up after a run that was killed.
//
// It is what `make up`, `make preview` and `make down` call. The engine's own display goes straight to the
// terminal: the package adds only what a person would otherwise have to do by hand, which is creating the
// stack, taking over what an interrupted run left, and printing the contract.
package driver
