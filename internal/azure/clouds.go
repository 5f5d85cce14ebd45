package azure

import (
	"fmt"
	"strings"
)

// Cloud is one of the separate Azures, with the addresses that differ between them.
type Cloud struct {
	// Name is what the Azure Native provider's setting `azure-native:environment` calls the cloud.
	Name string
	// ResourceManager is the base URL of Azure Resource Manager, without a final slash.
	ResourceManager string
	// MetadataHost is the host, without scheme, that serves the cloud's /metadata/endpoints.
	MetadataHost string
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
		MetadataHost:    host,
		RegistrySuffix:  suffix,
		PrivateZone:     "privatelink." + suffix,
	}
}

// Clouds lists every known cloud, the public one first.
func Clouds() []Cloud {
	return []Cloud{Public, USGovernment, China}
}

// CloudNamed finds a cloud by its name in any case; the empty name means [Public], as it does for the
// provider.
func CloudNamed(name string) (Cloud, error) {
	if name == "" {
		return Public, nil
	}
	var names []string
	for _, c := range Clouds() {
		if strings.EqualFold(c.Name, name) {
			return c, nil
		}
		names = append(names, c.Name)
	}
	return Cloud{}, fmt.Errorf("cloud %q must be one of %s", name, strings.Join(names, ", "))
}
