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
	Stack: func(s *rule.Stack, _ rule.Settings) []rule.Finding {
		var findings []rule.Finding
		for _, link := range s.All(rule.VirtualNetworkLink) {
			registers := link.At("registrationEnabled").Or(false)
			broken := registers.Is(true).And(linksRegistries(s, link))
			findings = append(findings, link.When(broken, registers, "is %s", registers)...)
		}
		for _, registry := range s.All(rule.Registry) {
			zones, known := zonesOf(s, registry)
			for _, c := range consumer.All(s) {
				findings = append(findings, judgeLink(s, c, registry, zones, known)...)
			}
		}
		return findings
	},
}

// judgeLink judges the way from a consumer to a registry with an endpoint, which has its records in the
// zones.
func judgeLink(
	s *rule.Stack, c consumer.Consumer, registry *rule.Resource, zones []place, known rule.Answer,
) []rule.Finding {
	r, subnetID, there := home(s, c)
	if !there {
		return nil
	}
	network := networkOf(s, r, subnetID)
	linked := known.Then(rule.Known(len(zones) == 0))
	for _, zone := range zones {
		linked = linked.Or(linkedTo(s, zone, network))
	}
	broken := pulls(s, c, registry).And(linked.Not())
	return c.When(broken, c.Here(), "pulls from %s in a virtual network that is not linked to the "+
		"private DNS zone of the registry's endpoint", registry)
}

// pulls answers whether the consumer pulls from the registry.
func pulls(s *rule.Stack, c consumer.Consumer, registry *rule.Resource) rule.Answer {
	registries, known := c.Registries(s)
	answer := known.Then(rule.No)
	for _, r := range registries {
		answer = answer.Or(rule.Known(r == registry))
	}
	return answer
}

// zonesOf are the zones of the zone groups of the registry's endpoints. The answer is unknown where there may
// be more. That there is no endpoint or no zone group is for other rules to say.
func zonesOf(s *rule.Stack, registry *rule.Resource) ([]place, rule.Answer) {
	endpoints, known := endpoint.To(s, registry)
	var zones []place
	for _, e := range endpoints {
		groups, answer := zoneGroups(s, e)
		known = known.And(answer)
		for _, group := range groups {
			items, answer := group.At("privateDnsZoneConfigs").Items()
			known = known.And(answer)
			for _, item := range items {
				zones = append(zones, referred(s, group, item.At("privateDnsZoneId"), rule.Zone))
			}
		}
	}
	return zones, known
}

// linkedTo answers whether the zone is linked to the virtual network. The links of a zone outside of the
// stack are its owner's.
func linkedTo(s *rule.Stack, zone, network place) rule.Answer {
	answer := zone.outside()
	for _, link := range s.All(rule.VirtualNetworkLink) {
		from := around(s, link, "privateZoneName", rule.Zone)
		to := referred(s, link, link.At("virtualNetwork", "id"), rule.VirtualNetwork)
		answer = answer.Or(from.is(zone).And(to.is(network)))
	}
	return answer
}

// linksRegistries answers whether a link is that of a zone of registries.
func linksRegistries(s *rule.Stack, link *rule.Resource) rule.Answer {
	zone := around(s, link, "privateZoneName", rule.Zone)
	name := link.At("privateZoneName")
	if zone.resource != nil {
		name = zone.resource.At("privateZoneName")
	}
	if name.Exists() != rule.Yes && zone.id != "" {
		return rule.Known(azure.IsRegistryZone(path.Base(zone.id)))
	}
	return name.Exists().Then(name.Like(azure.IsRegistryZone))
}
