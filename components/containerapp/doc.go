// Package containerapp runs a container in Azure Container Apps that pulls its image from a private
// registry with a managed identity.
//
// Use it for services that scale, and get revisions and ingress; for a single container without any of
// that use containerinstance. An [Environment] is needed once per network, an [App] for each service. An
// app waits for the registry and the grant by itself: see [spec.Login].
//
// [spec.Login]: https://pkg.go.dev/private-acr/spec#Login
package containerapp
