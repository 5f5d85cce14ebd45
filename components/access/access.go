// Package access holds what a consumer of the private registry needs in order to pull from it.
//
// Use it when writing a consumer, or when handing the result of one stack to the consumers of another:
// build a [Pull] from the registry's data-endpoint stage and the pull identity's propagation gate.
package access

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// Pull is what a consumer needs to pull. LoginServer comes out of the data-endpoint stage and
// IdentityID out of the propagation gate, so a consumer given a Pull cannot start early.
type Pull struct {
	// LoginServer is the registry's host, such as "acrmyapp.azurecr.io", known only once every
	// private DNS record of the registry has an address.
	LoginServer pulumi.StringInput
	// RegistryID is the ARM id of the registry.
	RegistryID pulumi.StringInput
	// IdentityID is the ARM id of the user-assigned identity that holds the grant, known only once
	// the grant works.
	IdentityID pulumi.StringInput
	// ClientID is the identity's client id, which containers read as AZURE_CLIENT_ID.
	ClientID pulumi.StringInput
}
