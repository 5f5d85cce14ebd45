// Package azurenative says what the resource tokens of Pulumi's azure-native provider mean in Azure Resource
// Manager: which type they name, how an id follows from inputs, which inputs cannot be changed in place.
//
// It exists because the provider's own metadata is inside its plugin. The plugin's stand-in in azuresim works
// by it, and so does whoever must find a resource in Azure that Pulumi did not live to record.
package azurenative
