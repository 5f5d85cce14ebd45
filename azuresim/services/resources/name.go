package resources

import (
	"slices"
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// What names of resources with an endpoint cannot be, cannot hold and cannot begin with. Azure docs:
// azure-resource-manager/troubleshooting/error-reserved-resource-name.
var (
	reservedNames = []string{
		"access", "app_browsers", "app_code", "app_data", "app_globalresources", "app_localresources",
		"app_themes", "app_webreferences", "azure", "bing", "bizspark", "biztalk", "cortana", "directx",
		"dotnet", "dynamics", "excel", "exchange", "forefront", "groove", "hololens", "hyperv", "kinect",
		"lync", "msdn", "o365", "office", "office365", "onedrive", "onenote", "outlook", "powerpoint",
		"sharepoint", "skype", "visio", "visualstudio", "web.config", "xbox",
	}
	reservedParts      = []string{"microsoft", "windows"}
	reservedBeginnings = []string{"login"}
)

// withEndpoint are the types whose names become a part of a host's. That environments are among them, whose
// hosts have names of Azure's making, is assumed. Registries have a stricter rule besides, in package azure.
var withEndpoint = []string{
	catalog.Registry.ARM, catalog.Vault.ARM, catalog.ContainerApp.ARM, catalog.ManagedEnvironment.ARM,
}

// checkName refuses new resources that are called by a word of Azure's own.
func checkName(r *engine.Request) error {
	if r.Old != nil || !slices.Contains(withEndpoint, r.Resource.Type) || !isReserved(r.ID.Name) {
		return nil
	}
	return engine.ReservedName(r.ID.Name)
}

func isReserved(name string) bool {
	name = strings.ToLower(name)
	holds := func(part string) bool { return strings.Contains(name, part) }
	begins := func(word string) bool { return strings.HasPrefix(name, word) }
	return slices.Contains(reservedNames, name) || slices.ContainsFunc(reservedParts, holds) ||
		slices.ContainsFunc(reservedBeginnings, begins)
}
