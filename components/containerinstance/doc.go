// Package containerinstance runs a container in Azure Container Instances, in a subnet, that pulls its
// image from a private registry with a managed identity.
//
// Use it for one container that runs by itself, such as a job or an agent; for services that scale use
// containerapp. A group waits for the registry and the grant by itself: see [spec.Login].
//
// [spec.Login]: https://pkg.go.dev/private-acr/spec#Login
package containerinstance
