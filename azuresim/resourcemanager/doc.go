// Package resourcemanager is the HTTP face of simulated Azure: the Azure Resource Manager's protocol over
// a [world.World]. It knows paths, headers, api-versions, asynchronous operations, paging and the error
// envelope; what a resource means is the world's business and what its body may hold is armschema's.
//
// Use it through package azuresim, which assembles the whole. Use it directly to serve a world that a test
// has prepared itself:
//
//	server := httptest.NewServer(resourcemanager.Handler(w, resourcemanager.Options{}))
//
// The protocol is the one Azure documents as "Azure Resource Manager RPC": a write answers 201 or 200 with
// an Azure-AsyncOperation header while the operation runs, a delete answers 202, and a client polls until
// the operation's status is terminal. Dates are Azure's own time, which may run faster than ours; waiting
// times in Retry-After headers are ours, so that an ordinary client polls at a sensible pace.
package resourcemanager
