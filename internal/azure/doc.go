// Package azure knows what Azure calls things and where it puts them: names, resource ids, roles, regions,
// clouds, registry hosts, images and subnet arithmetic.
//
// Everything here is a pure function of its arguments. Settings, components and simulated Azure share it, so
// that a name one of them accepts is never refused by another. Nothing in it talks to Azure or to Pulumi.
package azure
