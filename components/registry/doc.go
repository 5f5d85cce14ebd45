// Package registry builds a Premium Azure Container Registry that is closed to the public network: no
// public access, no admin user, no anonymous pull, no export, and data endpoints in every region.
//
// Use it after the network and before its private endpoints. Nobody can pull from it until it has one;
// see the privatelink package.
package registry
