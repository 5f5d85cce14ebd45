// Package probe finds out what Azure does where public sources are silent or disagree, and says it beside
// what simulated Azure does. A person with a subscription settles in minutes what nobody here could.
//
// A [Probe] is one question. It makes what it needs in a resource group of its own, asks, and removes the
// group, also when it is interrupted. [Run] puts probes to a Resource Manager, simulated or real, and a
// [Report] of it can be attached to an issue: nothing in it tells whose subscription it was.
//
// A new probe is a file, or a variable in the file of its subject. Simulated Azure has to agree with what the
// probe says of it, which a test sees to.
package probe

//go:generate go run private-acr/tools/collect -type Probe -func All -out probes.gen.go -doc "All lists the probes, in the order of their files."
