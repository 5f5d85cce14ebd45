// Package mocktest runs Pulumi programs of this library without an engine and says what they would
// have registered.
//
// Use it to test a component: [Run] runs the program twice, as a preview, in which everything that
// Azure computes is unknown, and as an update, checks what holds for every component, and returns the
// graph for the test's own assertions.
package mocktest
