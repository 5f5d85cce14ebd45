// Package pullidentity gives consumers an identity that can pull: a user-assigned identity, its grant on the
// registry, and a gate that holds the identity back until the grant works.
//
// Azure honours a new role assignment up to ten minutes after it says it exists (Azure docs:
// container-registry-faq, role-based-access-control/troubleshooting). A consumer that takes its identity from
// here cannot be early, and the wait runs beside whatever else the deployment still has to make.
package pullidentity
