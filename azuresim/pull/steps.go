package pull

import (
	"fmt"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
)

func (a *attempt) resolveLogin() (string, error) {
	found, err := a.resolve(a.image.Host, a.Registries.HasEndpoint(a.registry))
	if err != nil {
		return "", a.noSuchHost(a.image.Host, err)
	}
	a.login = found
	return found.detail, nil
}

func (a *attempt) reachLogin() (string, error) {
	return a.reach(a.login, azure.RegistryGroup)
}

// reach goes to an address, and expects the registry's member there.
func (a *attempt) reach(to answer, member string) (string, error) {
	if !to.private {
		return a.reachPublic(to)
	}
	if err := a.inside(to.ip); err != nil {
		return "", err
	}
	endpoint, served := a.Network.EndpointAt(a.consumer.Network, to.ip)
	target := fmt.Sprintf("%s of %s", member, a.registry.Name())
	switch {
	case endpoint == nil:
		return "", a.timeout(to.ip, fmt.Errorf("no private endpoint in %s has address %s", a.consumer.Network,
			to.ip))
	case !answers(endpoint):
		return "", a.timeout(to.ip, fmt.Errorf("private endpoint %s is %s and its connection %s", endpoint.ID,
			endpoint.ProvisioningState(), network.LinkStatus(endpoint)))
	case served.Member != member || !azure.SameID(network.LinkTarget(endpoint), a.registry.ID):
		return "", a.timeout(to.ip, fmt.Errorf("private endpoint %s serves %s at %s, not %s", endpoint.ID,
			served.Host, to.ip, target))
	}
	return fmt.Sprintf("private endpoint %s serves %s at %s", endpoint.Name(), target, to.ip), nil
}

// answers reports whether an endpoint lets anybody through.
func answers(endpoint *engine.Resource) bool {
	return endpoint.Works() && network.LinkStatus(endpoint) == network.Approved
}

// reachPublic goes to the registry's public address. A group in a network does not count as a trusted service
// there: its network is meant to lead to the private one.
func (a *attempt) reachPublic(to answer) (string, error) {
	if err := a.outside(registries(to.ip, a.registry.Region()), a.image.Host); err != nil {
		return "", err
	}
	if containerregistry.Public(a.registry) {
		return "public network access is enabled", nil
	}
	if a.consumer.Trusted && a.consumer.Network == "" && containerregistry.TrustsServices(a.registry) {
		return "trusted services may bypass the network rules", nil
	}
	from := network.PublicAddress(a.consumer.Resource.ID)
	return "", a.denied(from, fmt.Errorf("%s: public network access of %s is disabled", to.detail,
		a.registry.Name()))
}

func (a *attempt) readManifest() (string, error) {
	a.site = a.Registries.Nearest(a.registry, a.consumer.Resource.Region())
	digest, exists := a.site.Manifest(a.image)
	if !exists {
		return "", a.unknownManifest()
	}
	a.digest = digest
	return fmt.Sprintf("%s is %s in %s", containerregistry.LocalName(a.image), digest, a.site.Region()), nil
}

// readPublicManifest finds an image that is not in a registry of this Azure.
func (a *attempt) readPublicManifest() (string, error) {
	if digest, exists := a.Registries.Elsewhere(a.image); exists {
		a.digest = digest
		return a.image.Registry() + "/" + containerregistry.LocalName(a.image) + " is public", nil
	}
	return "", a.unknownManifest()
}

// fetchLayers goes where the manifest's layers are: to the data endpoint of the site that answered. Azure
// docs: container-registry-geo-replication.
func (a *attempt) fetchLayers() (string, error) {
	if !a.login.private {
		return a.fetchOutside()
	}
	region := a.site.Region()
	host := azure.DataHost(a.image.Host, region)
	found, err := a.resolve(host, true)
	if err != nil {
		return "", a.noSuchHost(host, err)
	}
	return a.reach(found, azure.DataMember(region))
}
