package privatelink

import (
	"path"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
	"private-acr/policy/rules/endpoint"
)

var zoneLinked = rule.Rule{
	ID: "dns-zone-vnet-link",
	Title: "The registry's private DNS zone is linked to every network that pulls, without " +
		"auto-registration.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types: []rule.Type{
		rule.ContainerGroup, rule.ContainerApp, rule.Job, rule.VirtualNetworkLink,
	},
	Why: "In a virtual network without a link the registry's name leads to its public address, which " +
		"refuses the pull as ImagePullUnauthorized; with auto-registration machines write records of their " +
		"own into the zone.",
	Fix: "Add a VirtualNetworkLink with privateZoneName from the zone, virtualNetwork.id of the consumer's " +
		"network and registrationEnabled false.",
	Link: linkNames,
	Check: rule.InStack(func(s *rule.Stack, r *rule.Resource) []rule.Finding {
		if r.Type != rule.VirtualNetworkLink {
			return unlinkedNetworks(s, consumer.Of(r))
		}
		registers := r.At("registrationEnabled").Or(false)
		broken := registers.Is(true).And(linksRegistries(s, r))
		return r.When(broken, registers, "is %s", registers)
	}),
}

// unlinkedNetworks finds the registries of which a consumer cannot see the zone that has the records of their
// endpoints.
func unlinkedNetworks(s *rule.Stack, c consumer.Consumer) []rule.Finding {
	owner, subnetID, given := subnetOwner(s, c)
	if !given {
		return nil
	}
	network := networkOf(s, owner, subnetID)
	registries, known := c.Registries(s)
	var findings []rule.Finding
	for _, registry := range registries {
		broken := reachable(s, registry, network).Not()
		findings = append(findings, c.When(broken, c.Here(), "pulls from %s in a virtual network that is "+
			"not linked to the private DNS zone of the registry's endpoint", registry)...)
	}
	if len(s.All(rule.Registry)) > len(registries) { // It may pull from the others.
		findings = append(findings, c.Undecided(known, c.Here())...)
	}
	return findings
}

// reachable answers whether the registry's names lead to its endpoint from the network.
func reachable(s *rule.Stack, registry *rule.Resource, network reference) rule.Answer {
	zones, known := zonesOf(s, registry)
	linked := known.Then(rule.Known(len(zones) == 0))
	for _, zone := range zones {
		linked = linked.Or(linkedTo(s, zone, network))
	}
	return linked
}

// zonesOf are the zones of the zone groups of the registry's endpoints. The answer is unknown where there may
// be more. That there is no endpoint or no zone group is for other rules to say.
func zonesOf(s *rule.Stack, registry *rule.Resource) ([]reference, rule.Answer) {
	endpoints, known := endpoint.To(s, registry)
	var zones []reference
	for _, e := range endpoints {
		groups, answer := endpoint.ZoneGroups(s, e)
		known = known.And(answer)
		for _, group := range groups {
			items, answer := group.At("privateDnsZoneConfigs").Items()
			known = known.And(answer)
			for _, item := range items {
				zones = append(zones, resolve(s, group, item.At("privateDnsZoneId"), rule.Zone))
			}
		}
	}
	return zones, known
}

// linkedTo answers whether the zone is linked to the virtual network. The links of a zone outside of the
// stack are its owner's.
func linkedTo(s *rule.Stack, zone, network reference) rule.Answer {
	answer := zone.isOutside()
	links, possible := linksByZone(s).at(zone)
	for _, link := range links {
		answer = answer.Or(linksTo(s, link, network))
	}
	for _, link := range possible {
		answer = answer.Or(linksTo(s, link, network).And(rule.Unknown))
	}
	return answer
}

func linksTo(s *rule.Stack, link *rule.Resource, network reference) rule.Answer {
	return resolve(s, link, link.At("virtualNetwork", "id"), rule.VirtualNetwork).is(network)
}

// linksRegistries answers whether a link is that of a zone of registries.
func linksRegistries(s *rule.Stack, link *rule.Resource) rule.Answer {
	zone := parentOf(s, link, "privateZoneName", rule.Zone)
	name := link.At("privateZoneName")
	if zone.resource != nil {
		name = zone.resource.At("privateZoneName")
	}
	if name.Exists() != rule.Yes && zone.id != "" {
		return rule.Known(azure.IsRegistryZone(path.Base(zone.id)))
	}
	return name.Exists().Then(name.Like(azure.IsRegistryZone))
}
