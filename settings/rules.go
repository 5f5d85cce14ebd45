package settings

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"private-acr/internal/azure"
)

const (
	pathStaticAddresses = "privateLink.staticAddresses"
	pathDataEndpoints   = "privateLink.dataEndpoints"
)

func (s *Settings) checkRegistry(p *parser) {
	seen := map[string]bool{}
	for i, region := range s.Registry.Replicas {
		path := fmt.Sprintf("registry.replicas[%d]", i)
		switch {
		case region == "":
		case region == s.Location:
			p.report(path, flaw{"must not be the location, the registry's home", "remove it"}, region)
		case s.Location != "" && azure.RegionCloud(region) != azure.RegionCloud(s.Location):
			p.report(path, flaw{
				"must be in the location's cloud, which is " + azure.RegionCloud(s.Location).Name,
				"remove it",
			}, region)
		case seen[region]:
			p.report(path, flaw{"must not be given twice", "remove it"}, region)
		}
		seen[region] = true
	}
}

func (s *Settings) checkPrivateLink(p *parser) {
	static := s.PrivateLink.StaticAddresses
	if len(static) == 0 || !p.sound(pathStaticAddresses) {
		return
	}
	if s.PrivateLink.DataEndpoints == DataEndpointsAuto {
		p.report(pathStaticAddresses, flaw{
			"must not be given where dataEndpoints is auto, because the endpoints are not known beforehand",
			"set " + pathDataEndpoints + " to dedicated or shared",
		}, static)
	}
	if p.sound("location", "registry.replicas") && !slices.Contains(s.Regions(), "") {
		s.checkMembers(p)
	}
	s.checkAddresses(p)
}

// checkMembers demands an address for every member, because Azure refuses endpoints with some fixed and
// some chosen (PrivateEndpointIpConfigurationMissingMemberNamesRequiredByFps).
func (s *Settings) checkMembers(p *parser) {
	members := []string{azure.RegistryGroup}
	for _, region := range s.Regions() {
		members = append(members, azure.DataMember(region))
	}
	static := s.PrivateLink.StaticAddresses
	for _, member := range slices.Sorted(maps.Keys(static)) {
		if !slices.Contains(members, member) {
			p.report(join(pathStaticAddresses, member), flaw{
				"must be a member of the registry: " + strings.Join(members, ", "), "correct or remove it",
			}, static[member])
		}
	}
	missing := slices.DeleteFunc(slices.Clone(members), func(m string) bool { _, ok := static[m]; return ok })
	if len(missing) > 0 {
		p.report(pathStaticAddresses, flaw{
			"must name every member of the registry, or none", "add " + strings.Join(missing, ", "),
		}, static)
	}
}

func (s *Settings) checkAddresses(p *parser) {
	subnet, err := azure.ParsePrefix(s.Network.PrivateEndpoints.AddressPrefix)
	static := s.PrivateLink.StaticAddresses
	owner := map[netip.Addr]string{}
	for _, member := range slices.Sorted(maps.Keys(static)) {
		a, faulty := netip.ParseAddr(static[member])
		path := join(pathStaticAddresses, member)
		report := func(rule, remedy string) { p.report(path, flaw{rule, remedy}, static[member]) }
		switch twin := owner[a]; {
		case faulty != nil:
		case twin != "":
			report("must differ from the address of "+twin, "choose a free one")
		case err == nil && !azure.HandsOut(subnet, a):
			report(fmt.Sprintf("must be an address that %s (%s) hands out, the first being %s",
				pathPrivateEndpoints, subnet, azure.FirstUsable(subnet)), "choose one inside")
		}
		owner[a] = member
	}
}
