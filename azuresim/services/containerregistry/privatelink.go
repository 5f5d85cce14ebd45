package containerregistry

import (
	"slices"
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
)

// linkTarget is what private link offers of registries, in this world's way.
type linkTarget struct{ s *Service }

var _ network.Target = linkTarget{}

// Admit wants a Premium registry.
func (linkTarget) Admit(reg, _ *engine.Resource) error {
	return premium(reg, notInSKU, "The requested feature private endpoint")
}

// Quiet refuses to work on a registry's private link while somebody else does: concurrent endpoints, and
// endpoints concurrent with a replica, fail on Azure (terraform-provider-azurerm#10880,
// bicep-registry-modules#4040). The text is assumed.
func (t linkTarget) Quiet(reg, except *engine.Resource) error {
	others := append(t.s.replicas(reg), t.s.network.EndpointsTo(reg)...)
	for _, other := range append(others, reg) {
		if other.Operation != "" && !same(other.ID, except.ID) {
			return engine.Conflict(busy, "Another operation on the private link of registry %s is in "+
				"progress: %s is %s. Please try again later.", reg.ID, other.ID, other.ProvisioningState())
		}
	}
	return nil
}

// Groups are the login server's, and those of the data endpoints that are offered by now.
func (t linkTarget) Groups(reg *engine.Resource) []network.Group {
	zone := t.s.cloud.PrivateZone
	first := network.Group{Name: azure.RegistryGroup, Members: []string{azure.RegistryGroup}, Zone: zone}
	rest := []network.Group{}
	for _, region := range t.s.regions(reg) {
		member := azure.DataMember(region)
		switch {
		case !t.s.offered(reg, region):
		case t.s.options.PrivateLink == MemberPrivateLink:
			first.Members = append(first.Members, member)
		default:
			rest = append(rest, network.Group{Name: member, Members: []string{member}, Zone: zone})
		}
	}
	return append([]network.Group{first}, rest...)
}

// Members has the data member of a region that is not offered yet too: it has its address already and gets
// its name later.
func (t linkTarget) Members(reg *engine.Resource, group string) []string {
	if group != azure.RegistryGroup {
		return []string{group}
	}
	var members []string
	if t.s.options.PrivateLink == MemberPrivateLink {
		for _, region := range t.s.regions(reg) {
			members = append(members, azure.DataMember(region))
		}
	}
	// The login server comes last, as was seen on Azure: nothing may rely on it having the lowest address.
	return append(members, azure.RegistryGroup)
}

// Foresees the data members of replicas to come.
func (t linkTarget) Foresees(_ *engine.Resource, _, member string) bool {
	return t.s.options.PrivateLink == MemberPrivateLink && azure.IsDataMember(member)
}

// Answers reports whether the member's region is offered.
func (t linkTarget) Answers(reg *engine.Resource, member string) bool {
	region, isData := dataRegion(member)
	return !isData || t.s.offered(reg, region)
}

// Names are in the domain of registries.
func (t linkTarget) Names(reg *engine.Resource, member string) (host, alias string) {
	host = LoginServer(reg)
	if region, isData := dataRegion(member); isData {
		host = azure.DataHost(host, region)
	}
	return host, t.s.Alias(host)
}

func dataRegion(member string) (string, bool) {
	return strings.CutPrefix(member, azure.DataMember(""))
}

// Alias is the name that a host's public DNS entry points at once it has a private endpoint:
// myreg.azurecr.io is an alias of myreg.privatelink.azurecr.io.
func (s *Service) Alias(host string) string {
	return azure.RecordName(host, s.cloud.RegistrySuffix) + "." + s.cloud.PrivateZone
}

// regions of a registry are its own and those of its finished replicas.
func (s *Service) regions(reg *engine.Resource) []string {
	regions := []string{reg.Region()}
	for _, replica := range s.replicas(reg) {
		if replica.Works() {
			regions = append(regions, replica.Region())
		}
	}
	return regions
}

// offered reports whether private link knows the data endpoint of the region by now.
func (s *Service) offered(reg *engine.Resource, region string) bool {
	if region == reg.Region() {
		return isOffered(reg)
	}
	return slices.ContainsFunc(s.replicas(reg), func(replica *engine.Resource) bool {
		return replica.Region() == region && isOffered(replica)
	})
}

// HasEndpoint reports whether a registry's public names are aliases.
func (s *Service) HasEndpoint(reg *engine.Resource) bool {
	return len(s.network.EndpointsTo(reg)) > 0
}
