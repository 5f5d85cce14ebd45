// Package faults lets simulated Azure fail as Azure does, at moments that can be chosen again.
//
// Use it to see that a deployment loses nothing: a Schedule, made of a number alone, says what goes wrong and
// when; an Injector lets it happen to a running simulation. What happens at a given moment depends on how
// requests interleave, which no number decides; which faults come after how many requests does not.
//
//	injector := &faults.Injector{}
//	azure, err := azuresim.Start(ctx, azuresim.Options{Faults: injector})
//	injector.Arm(faults.New(42), faults.Actions{KillEngine: kill})
//
// The engine and the plugin are not Azure's, and neither is the simulation's own process: for faults of those
// the injector only says when, and its Actions do it.
package faults
