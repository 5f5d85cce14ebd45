package pull

import (
	"errors"

	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
)

// The service tags of what a pull needs outside of the consumer's network. Azure docs:
// container-apps/firewall-integration, container-registry-firewall-access-rules,
// virtual-network/service-tags-overview.
const (
	tagCloud     = "AzureCloud"
	tagEntra     = "AzureActiveDirectory"
	tagFrontDoor = "AzureFrontDoor.FirstParty"
	tagMCR       = "MicrosoftContainerRegistry"
	tagRegistry  = "AzureContainerRegistry"
	tagStorage   = "Storage"
)

const (
	// entraHost is where identities get their tokens.
	entraHost = "login.microsoftonline.com"
	// mcrHost is Microsoft's own registry, whose layers come from mcrData.
	mcrHost = "mcr.microsoft.com"
	mcrData = "data.mcr.microsoft.com"
)

// registries is the public address of a registry of this Azure.
func registries(ip, region string) network.Host {
	return network.Host{IP: ip, Region: region, Tags: []string{tagRegistry, tagCloud}}
}

// inside goes to an address in the consumer's own network.
func (a *attempt) inside(ip string) error {
	if way := a.Network.Reaches(a.consumer.Origin, ip); way != nil {
		return a.noWay(a.image.Host, ip, way)
	}
	return nil
}

// outside goes to a public address.
func (a *attempt) outside(to network.Host, host string) error {
	if way := a.Network.Leaves(a.consumer.Origin, to); way != nil {
		return a.noWay(host, to.IP, way)
	}
	return nil
}

// signIn gets an identity the token that it logs in to the registry with.
func (a *attempt) signIn(identity string) error {
	to := network.Host{IP: network.PublicAddress(entraHost), Tags: []string{tagEntra, tagCloud}}
	if way := a.Network.Leaves(a.consumer.Origin, to); way != nil {
		return a.noToken(identity, way)
	}
	return nil
}

// fetchOutside gets layers from the registry's dedicated data endpoint, or from the storage account that is
// behind a registry without one. Azure docs: container-registry-dedicated-data-endpoints.
func (a *attempt) fetchOutside() (string, error) {
	region := a.site.Region()
	host := azure.DataHost(a.image.Host, region)
	to := registries(network.PublicAddress(host), region)
	if !a.Registries.HasDataEndpoints(a.registry) {
		host = "blob.core.windows.net"
		to = network.Host{
			IP: network.PublicAddress(host), Region: region, Tags: []string{tagStorage, tagCloud},
		}
	}
	return "layers come from " + host + ", over its public address", a.outside(to, host)
}

// reachElsewhere goes to a registry that is not of this Azure.
func (a *attempt) reachElsewhere() (string, error) {
	host := a.image.Registry()
	if _, exists := a.Registries.Elsewhere(a.image); !exists && a.Registries.IsRegistryHost(a.image.Host) {
		return "", a.noSuchHost(a.image.Host, errors.New("there is no registry of this name"))
	}
	to := network.Host{IP: network.PublicAddress(host)}
	if host == mcrHost {
		to.Tags = []string{tagMCR, tagCloud}
	}
	return host + " is public", a.outside(to, host)
}

// fetchPublicLayers goes where Microsoft's registry keeps its layers, which needs a service tag of its own.
// Azure docs: container-apps/firewall-integration.
func (a *attempt) fetchPublicLayers() (string, error) {
	if a.image.Registry() != mcrHost {
		return "layers come from " + a.image.Registry(), nil
	}
	to := network.Host{IP: network.PublicAddress(mcrData), Tags: []string{tagFrontDoor}}
	return "layers come from " + mcrData, a.outside(to, mcrData)
}
