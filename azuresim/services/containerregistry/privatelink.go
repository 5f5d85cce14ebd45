package containerregistry

import (
	"slices"

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

// Groups are the login server's, with the data members that answer by now, and those of the data endpoints
// that are offered by now.
func (t linkTarget) Groups(reg *engine.Resource) []network.Group {
	zone := t.s.cloud.PrivateZone
	groups := []network.Group{{Name: azure.RegistryGroup, Members: []string{azure.RegistryGroup}, Zone: zone}}
	for _, region := range t.s.regions(reg) {
		member := azure.DataMember(region)
		if t.s.options.PrivateLink.byMember() && t.s.answers(reg, region) {
			groups[0].Members = append(groups[0].Members, member)
		}
		if t.s.options.PrivateLink.byGroup() && t.s.offered(reg, region) {
			groups = append(groups, network.Group{Name: member, Members: []string{member}, Zone: zone})
		}
	}
	return groups
}

// Members has the data member of a region that does not answer yet too: it has its address already and gets
// its name later.
func (t linkTarget) Members(reg *engine.Resource, group string) []string {
	if group != azure.RegistryGroup {
		return []string{group}
	}
	var members []string
	if t.s.options.PrivateLink.byMember() {
		for _, region := range t.s.regions(reg) {
			members = append(members, azure.DataMember(region))
		}
	}
	// The login server comes last, as was seen on Azure: nothing may rely on it having the lowest address.
	return append(members, azure.RegistryGroup)
}

// Foresees the data members of replicas to come.
func (t linkTarget) Foresees(_ *engine.Resource, group, member string) bool {
	carries := group == azure.RegistryGroup && t.s.options.PrivateLink.byMember()
	return carries && azure.IsDataMember(member)
}

// Answers reports whether the member's region is known to private link.
func (t linkTarget) Answers(reg *engine.Resource, member string) bool {
	region, isData := azure.DataRegion(member)
	return !isData || t.s.answers(reg, region)
}

// Names are in the domain of registries.
func (t linkTarget) Names(reg *engine.Resource, member string) (host, alias string) {
	host = LoginServer(reg)
	if region, isData := azure.DataRegion(member); isData {
		host = azure.DataHost(host, region)
	}
	return host, t.s.Alias(host)
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

// answers reports whether the data endpoint of a region answers to its name by now. Where it is a member and
// has a group of its own, only the group is late.
func (s *Service) answers(reg *engine.Resource, region string) bool {
	if s.options.PrivateLink != BothPrivateLink {
		return s.offered(reg, region)
	}
	return region == reg.Region() || s.hasReplica(reg, region, func(replica *engine.Resource) bool {
		return !replica.Ready.IsZero()
	})
}

// offered reports whether private link knows the data endpoint of the region by now.
func (s *Service) offered(reg *engine.Resource, region string) bool {
	if region == reg.Region() {
		return isOffered(reg)
	}
	return s.hasReplica(reg, region, isOffered)
}

func (s *Service) hasReplica(reg *engine.Resource, region string, wanted func(*engine.Resource) bool) bool {
	return slices.ContainsFunc(s.replicas(reg), func(replica *engine.Resource) bool {
		return replica.Region() == region && wanted(replica)
	})
}

// HasEndpoint reports whether a registry's public names are aliases.
func (s *Service) HasEndpoint(reg *engine.Resource) bool {
	return len(s.network.EndpointsTo(reg)) > 0
}
