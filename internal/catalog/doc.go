// Package catalog has one row for each resource type of Azure that this project deals with: what the type is
// called in Resource Manager and by Pulumi's azure-native provider, how its id is made, how it is named, what
// cannot be changed in place, which model of the Azure SDK its body follows.
//
// Whoever needs such a fact takes it from here: the stand-in for azure-native's plugin and simulated Azure,
// recovery, which looks for what an interrupted creation may have left, policy rules and mocks. The metadata
// of azure-native itself is inside its plugin, so the rows repeat what it says.
//
// To add a type, add a variable and its entry in the list at the top of the file of its Azure service.
package catalog
