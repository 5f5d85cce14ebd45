package azure

import "strings"

// Cloud is one of the separate Azures, with the addresses that differ between them.
type Cloud struct {
	// Name is what the Azure Native provider's setting `azure-native:environment` calls the cloud.
	Name string
	// ResourceManager is the base URL of Azure Resource Manager, without a final slash.
	ResourceManager string
	// RegistrySuffix is the domain of the cloud's registries, without a leading dot.
	RegistrySuffix string
	// PrivateZone is the private DNS zone in which the cloud's registries are resolved over private link.
	// Azure docs: private-link/private-endpoint-dns.
	PrivateZone string
}

// Clouds that registries exist in.
var (
	Public       = cloud("public", "management.azure.com", "azurecr.io")
	USGovernment = cloud("usgovernment", "management.usgovcloudapi.net", "azurecr.us")
	China        = cloud("china", "management.chinacloudapi.cn", "azurecr.cn")
)

func cloud(name, host, suffix string) Cloud {
	return Cloud{
		Name:            name,
		ResourceManager: "https://" + host,
		RegistrySuffix:  suffix,
		PrivateZone:     "privatelink." + suffix,
	}
}

// IsRegistryZone reports whether a private DNS zone is the one in which registries of some cloud are resolved
// over private link.
func IsRegistryZone(name string) bool {
	for _, c := range []Cloud{Public, USGovernment, China} {
		if strings.EqualFold(name, c.PrivateZone) {
			return true
		}
	}
	return false
}
