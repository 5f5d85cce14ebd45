// Package plugin stands in for the azure-native resource plugin: it speaks Pulumi's provider protocol on
// one side and Azure Resource Manager's HTTP on the other. Serve it, set
// PULUMI_DEBUG_PROVIDERS=azure-native:PORT for the Pulumi engine, and programs written for azure-native run
// against a simulated Azure, or any other Resource Manager that answers plain HTTP on loopback.
//
// It answers as the real plugin does, as far as that shows: automatic names, default locations, flattened
// inputs and outputs, what is replaced rather than updated, what a preview knows, error texts, and state
// that is kept when a creation fails half way. The resource types it knows are in one table; their
// properties are those of the Azure SDK's models, through package armschema.
//
// One server serves many engines, and many providers of one engine, at the same time: what Configure says
// holds for the connection that it came by.
package plugin
