package schema

// keys are what the API's specifications say of arrays by x-ms-identifiers, which azure-native's comparison
// heeds (pulumi-azure-native#2781): items are the same by these properties, and their order means nothing.
// An array that is not listed is compared by position. Only what has been read in a specification is
// listed, because a missing row shows a change too many, and a wrong one hides a change.
var keys = map[string][]string{
	// azure-rest-api-specs: Microsoft.App/stable/2025-01-01.
	"app:Configuration.registries":            {"server"},
	"app:Configuration.secrets":               {"name"},
	"app:ManagedEnvironment.workloadProfiles": {"name"},
	"app:Template.containers":                 {"name"},
	// azure-rest-api-specs: Microsoft.ContainerInstance/stable/2023-05-01.
	"containerinstance:Container.ports":                         {"port"},
	"containerinstance:ContainerGroup.containers":               {"name"},
	"containerinstance:ContainerGroup.imageRegistryCredentials": {"username"},
	"containerinstance:ContainerGroup.initContainers":           {"name"},
	"containerinstance:ContainerGroup.volumes":                  {"name"},
	"containerinstance:ContainerHttpGet.httpHeaders":            {"name"},
	"containerinstance:IpAddress.ports":                         {"port"},
}
