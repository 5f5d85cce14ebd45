// Package privatelink gives a container registry its private path, in two stages.
//
// [NewEndpoint] makes the registry endpoint and its zone group. [NewDataEndpoints] follows it: a gate reads
// what the registry offers for each region's data endpoint, the endpoints that are missing are made one
// after the other, and the login server is handed on once every host has an address in the private zone. A
// consumer that takes the login server from there cannot start before it can pull.
package privatelink
