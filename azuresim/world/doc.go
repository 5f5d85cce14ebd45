// Package world puts simulated Azure together: the engine, the services, and the pull that walks through
// them. It is what callers use, under one lock and one name.
//
// It knows no HTTP and no Pulumi. Ids and bodies are those of Azure Resource Manager; whoever calls has
// checked the shape of a body, the services check what it says. Use it directly in tests of the rules;
// programs reach it through the Resource Manager that is served over it.
package world
