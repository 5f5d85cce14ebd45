// Package network builds, or adopts, the network that a private registry is reached through: a virtual
// network with a subnet for private endpoints, one for a Container Apps environment and one for container
// groups, a NAT gateway for the latter, and the private DNS zone in which the registry's names resolve.
//
// Use it first of all components when a stack owns its network, and with ids when another team does: the
// virtual network, each subnet, the NAT gateway and the zone can be adopted, each on its own.
package network
