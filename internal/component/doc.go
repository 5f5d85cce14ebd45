// Package component holds what every component of this library does alike: it registers itself with
// its inputs, registers its outputs, and reports the faults of its arguments.
//
// Use it when writing a component; a program that only uses components never needs it. A constructor
// copies its arguments and applies defaults, collects every fault in a [Faults], calls [Register],
// creates its children with [pulumi.Parent] of itself, and ends with [Outputs].
package component
