package settings

import (
	"maps"
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// Check compares specs with one another.
func (s *Settings) Check(f *spec.Faults) {
	s.Network.CheckTags(f, "tags", s.Tags)
	s.checkSubnets(f)
	s.checkAddresses(f)
	s.checkZone(f)
	s.checkCredentials(f)
	s.checkNames(f)
	s.checkImports(f)
	s.checkGovernment(f)
}

// checkSubscriptions finds what is adopted from another subscription where the stack would have to write to
// it: the provider writes to one.
func (s *Settings) checkSubscriptions(subscription string, f *spec.Faults) {
	if subscription == "" {
		return
	}
	check := func(path, resourceType, id, reason string) {
		parsed, err := azure.ParseID(resourceType, id)
		if err == nil && f.OK(path) && !strings.EqualFold(parsed.SubscriptionID, subscription) {
			f.Add(path, "must be in the subscription that is deployed to, "+subscription+", because "+reason,
				id, "have its owner do that, and adopt the result")
		}
	}
	n := s.Network
	for _, key := range slices.Sorted(maps.Keys(n.Subnets)) {
		if n.Subnets[key].Created() {
			check("network.virtualNetworkId", azure.TypeVirtualNetwork, n.VirtualNetworkID,
				"the subnet "+key+" is created in it")
		}
	}
	if !n.PrivateDNSZone.Linked {
		check("network.privateDnsZone.id", azure.TypePrivateDNSZone, n.PrivateDNSZone.ID,
			"a link is created in it")
	}
	check("network.natGateway.id", azure.TypeNatGateway, n.NatGateway.ID, "a subnet is attached to it")
}
