// Package world is what simulated Azure means: resource groups, subnets that hand out addresses, private link
// whose groups and members appear late, DNS zones that answer or fall back to the public address, grants that
// take time to work, images that exist or not, and consumers that really try to pull through all of that.
//
// It knows no HTTP and no Pulumi. Ids and bodies are those of Azure Resource Manager; whoever calls has
// checked the shape of a body, the world checks what it says. Use it directly in tests of the rules; programs
// reach it through the Resource Manager that is served over it.
//
// The world has no goroutines. Time is lazy: every call first finishes, in the order of their ends, the
// operations whose time has come. With a clock that a test moves by hand the world is therefore
// deterministic. What a call has changed is on disk, as one line of a journal, before the call returns, so
// that a process killed at any moment loses nothing that it has acknowledged.
//
// To add a kind of resource, write its file with a value of type kind, and add the value to the list of
// kinds.
package world
