package world

import (
	"fmt"
	"slices"
	"strings"

	"private-acr/internal/azure"
)

// linkGroup is what private link offers of a registry.
type linkGroup struct {
	name    string
	members []string
}

// regions of a registry are its own and those of its finished replicas.
func (w *World) regions(reg *record) []string {
	regions := []string{reg.region()}
	for _, r := range w.replicas(reg) {
		if r.works() {
			regions = append(regions, r.region())
		}
	}
	return regions
}

// offered reports whether private link knows the data endpoint of the region by now.
func (w *World) offered(reg *record, region string) bool {
	if region == reg.region() {
		return reg.Facts.Offered
	}
	offers := func(r *record) bool { return r.region() == region && r.Facts.Offered }
	return slices.ContainsFunc(w.replicas(reg), offers)
}

// groups are those offered now, in this world's way.
func (w *World) groups(reg *record) []linkGroup {
	first := linkGroup{name: azure.RegistryGroup, members: []string{azure.RegistryGroup}}
	rest := []linkGroup{}
	for _, region := range w.regions(reg) {
		member := azure.DataMember(region)
		switch {
		case !w.offered(reg, region):
		case w.options.PrivateLink == MemberPrivateLink:
			first.members = append(first.members, member)
		default:
			rest = append(rest, linkGroup{name: member, members: []string{member}})
		}
	}
	return append([]linkGroup{first}, rest...)
}

// groupOffered refuses a group that is wrong, or right but not there yet. The code is the one reported for
// it; the text is assumed.
func (w *World) groupOffered(reg *record, group, endpointID string) error {
	var names []string
	for _, g := range w.groups(reg) {
		names = append(names, g.name)
	}
	if reg.works() && slices.Contains(names, group) {
		return nil
	}
	return badRequest("InvalidPrivateEndpointConnectionRequestParameters", "The private endpoint connection "+
		"request of %s has invalid parameters: group id '%s' is not offered by resource %s. Offered: %s.",
		endpointID, group, reg.ID, strings.Join(names, ", "))
}

// required are the members that an endpoint to the group has addresses for. The data member of a region that
// is not offered yet has its address already and gets its name later.
func (w *World) required(reg *record, group string) []string {
	if group != azure.RegistryGroup {
		return []string{group}
	}
	var members []string
	if w.options.PrivateLink == MemberPrivateLink {
		for _, region := range w.regions(reg) {
			members = append(members, azure.DataMember(region))
		}
	}
	// The login server comes last, as was seen on Azure: nothing may rely on it having the lowest address.
	return append(members, azure.RegistryGroup)
}

// host is the name that a member answers to.
func host(reg *record, member string) string {
	login := loginServer(reg)
	if region, isData := strings.CutPrefix(member, azure.DataMember("")); isData {
		return azure.DataHost(login, region)
	}
	return login
}

// endpointAddresses are the addresses that an endpoint needs: those given, those it has, and empty ones for
// the rest.
func (w *World) endpointAddresses(reg *record, v endpointView, old *record, id string) ([]address, error) {
	group := v.link().group()
	members := w.required(reg, group)
	given := v.Properties.IPConfigurations
	if err := w.namesEvery(given, group, members, id); err != nil {
		return nil, err
	}
	members = append(members, announced(given, members)...)
	addresses := make([]address, len(members))
	for i, member := range members {
		addresses[i] = address{Member: member, Host: host(reg, member)}
		if static, ok := staticAddress(given, member); ok {
			addresses[i].IP, addresses[i].Static = static, true
		} else if old != nil {
			addresses[i].IP = dynamicAddress(old, member)
		}
	}
	return addresses, nil
}

// announced are static members beyond the required ones: those of replicas to come.
func announced(given []endpointIPSettings, required []string) []string {
	var more []string
	for _, g := range given {
		if !slices.Contains(required, g.Properties.MemberName) {
			more = append(more, g.Properties.MemberName)
		}
	}
	return more
}

func staticAddress(given []endpointIPSettings, member string) (string, bool) {
	for _, g := range given {
		if g.Properties.MemberName == member {
			return g.Properties.IP, true
		}
	}
	return "", false
}

func dynamicAddress(endpoint *record, member string) string {
	for _, a := range endpoint.Facts.Addresses {
		if a.Member == member && !a.Static {
			return a.IP
		}
	}
	return ""
}

// namesEvery refuses static addresses that leave a member out, or name one that cannot be.
func (w *World) namesEvery(given []endpointIPSettings, group string, required []string, id string) error {
	if len(given) == 0 {
		return nil
	}
	if missing := unnamed(given, required); len(missing) > 0 {
		return badRequest("PrivateEndpointIpConfigurationMissingMemberNamesRequiredByFps", "Private "+
			"Endpoint %s contains static ipconfigurations: [%s] and its missing these membernames/groupids "+
			"requested by Private Link service [%s]. Private Endpoint needs to be reconfigured with missing "+
			"memberNames.", id, describe(given), wanted(group, missing))
	}
	for _, member := range announced(given, required) {
		region, isData := strings.CutPrefix(member, azure.DataMember(""))
		_, err := azure.ParseRegion(region)
		if !isData || err != nil || w.options.PrivateLink != MemberPrivateLink {
			return badRequest("InvalidPrivateEndpointConnectionRequestParameters", "The static "+
				"ipconfigurations of private endpoint %s name member '%s', which group '%s' does not have.",
				id, member, group)
		}
	}
	return nil
}

func unnamed(given []endpointIPSettings, required []string) []string {
	return slices.DeleteFunc(slices.Clone(required), func(member string) bool {
		_, named := staticAddress(given, member)
		return named
	})
}

func describe(given []endpointIPSettings) string {
	parts := make([]string, len(given))
	for i, g := range given {
		p := g.Properties
		parts[i] = fmt.Sprintf("PrivateIPAddress: %s, GroupId: %s, MemberName: %s", p.IP, p.GroupID,
			p.MemberName)
	}
	return strings.Join(parts, "; ")
}

func wanted(group string, members []string) string {
	parts := make([]string, len(members))
	for i, member := range members {
		parts[i] = fmt.Sprintf("GroupId: %s, MemberName: %s", group, member)
	}
	return strings.Join(parts, "; ")
}

// served are the members of an endpoint that answer to a name by now.
func (w *World) served(endpoint *record) []address {
	reg := w.find(typeRegistry, see[endpointView](endpoint.Body).link().Properties.ServiceID)
	return slices.DeleteFunc(slices.Clone(endpoint.Facts.Addresses), func(a address) bool {
		region, isData := strings.CutPrefix(a.Member, azure.DataMember(""))
		return isData && reg != nil && !w.offered(reg, region)
	})
}
