// Package gate waits until a fact of Azure holds before it hands a value on.
//
// Azure reports success before everything that follows from it is true: a registry exists before its
// private-link groups are offered, a role assignment exists before it is honoured. A gate observes,
// backing off, until the fact holds, and returns the value the next resource needs. It only reads: what
// changes Azure belongs into a resource or a resource hook.
package gate
