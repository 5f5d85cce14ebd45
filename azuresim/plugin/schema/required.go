package schema

// located are the types whose specification requires a location. The SDK does not say so, because the
// plugin can fill one in: tracked resources of the common types, and those that require it of their own.
// Networks and container groups do not.
var located = map[string]bool{
	"app:ContainerApp":                     true,
	"app:Job":                              true,
	"app:ManagedEnvironment":               true,
	"containerregistry:Registry":           true,
	"containerregistry:Replication":        true,
	"containerregistry:Webhook":            true,
	"keyvault:Vault":                       true,
	"managedidentity:UserAssignedIdentity": true,
	"operationalinsights:Workspace":        true,
	"resources:ResourceGroup":              true,
}
