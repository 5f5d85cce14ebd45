// Package component holds what every component of this library does alike: [New] is the one pattern of their
// constructors, and the rest are the few ways to hand on a value that an order follows from.
//
// Use it when writing a component; a program that only uses components never needs it.
package component
