// Package azuresim is simulated Azure: a Resource Manager that a Pulumi program, an ARM client or a test can
// use in place of the real one, with no subscription, no network and no cost.
//
// Use it when a program that builds on private-acr must be seen to work, not only to compile: the real
// Pulumi engine and the real SDK run against it, order matters as it does in Azure, and a consumer whose
// pull could not work fails with Azure's own error. Use mocks instead to look at a component's resources
// alone, and real Azure for what is not simulated: data planes, quotas, policies, other services.
//
//	azure, err := azuresim.Start(ctx, azuresim.Options{})
//	defer azure.Close()
//	command.Env = append(os.Environ(), azure.Env()...)
//
// The parts, each a package of its own:
//
//   - engine: resources, operations, the journal, and the clock, which by default runs an hour of Azure in a
//     minute;
//   - services: what resources mean to each other (subnets, private link, DNS, grants, images), a package per
//     Azure service, and pull: how a container comes by its image through all of that;
//   - world: those put together, and what Azure.World returns;
//   - armschema: what a resource's body may hold, taken from the Azure SDK for Go;
//   - resourcemanager: the Resource Manager's protocol, over HTTPS and plain HTTP on one loopback port;
//   - plugin: the stand-in for the azure-native plugin, which Pulumi's engine attaches to.
//
// The command cmd/azuresim runs a simulation from a shell.
package azuresim
