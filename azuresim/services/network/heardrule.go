package network

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// rule is a security rule, as far as a connection to port 443 is concerned.
type rule struct {
	name     string
	priority int32
	allows   bool
	inbound  bool
	protocol string
	from, to []string
	toPorts  []string
}

// The default rules of every security group. Azure docs: virtual-network/network-security-groups-overview.
var defaultRules = []rule{
	{
		name: "AllowVnetInBound", priority: 65000, allows: true, inbound: true,
		from: []string{tagVirtualNetwork}, to: []string{tagVirtualNetwork},
	},
	{
		name: "AllowAzureLoadBalancerInBound", priority: 65001, allows: true, inbound: true,
		from: []string{"AzureLoadBalancer"}, to: anyPrefix,
	},
	{name: "DenyAllInBound", priority: 65500, inbound: true, from: anyPrefix, to: anyPrefix},
	{
		name: "AllowVnetOutBound", priority: 65000, allows: true,
		from: []string{tagVirtualNetwork}, to: []string{tagVirtualNetwork},
	},
	{
		name: "AllowInternetOutBound", priority: 65001, allows: true,
		from: anyPrefix, to: []string{tagInternet},
	},
	{name: "DenyAllOutBound", priority: 65500, from: anyPrefix, to: anyPrefix},
}

var anyPrefix = []string{"*"}

// defaultRuleBodies are the default rules as a security group shows them.
func defaultRuleBodies(group *engine.Resource) []any {
	bodies := make([]any, len(defaultRules))
	for i, r := range defaultRules {
		direction, access := "Outbound", "Deny"
		if r.inbound {
			direction = "Inbound"
		}
		if r.allows {
			access = "Allow"
		}
		bodies[i] = engine.Body{
			"id": group.ID + "/defaultSecurityRules/" + r.name, "name": r.name,
			"type": group.Type + "/defaultSecurityRules", "properties": engine.Body{
				"provisioningState": engine.Succeeded, "protocol": "*", "direction": direction,
				"access": access, "priority": float64(r.priority),
				"sourceAddressPrefix": r.from[0], "sourcePortRange": "*",
				"destinationAddressPrefix": r.to[0], "destinationPortRange": "*",
			},
		}
	}
	return bodies
}

// rulesOf are the rules of a security group in the order in which they are asked.
func (s *Service) rulesOf(group *engine.Resource) []rule {
	return inOrder(models[armnetwork.SecurityRule](s.engine, group, catalog.SecurityRule))
}

// inOrder are the rules given, and the default ones, by priority.
func inOrder(given []*armnetwork.SecurityRule) []rule {
	all := slices.Clone(defaultRules)
	for _, g := range given {
		p := engine.Value(g.Properties)
		all = append(all, rule{
			name: engine.Value(g.Name), priority: engine.Value(p.Priority),
			allows:   engine.Is(p.Access, armnetwork.SecurityRuleAccessAllow),
			inbound:  engine.Is(p.Direction, armnetwork.SecurityRuleDirectionInbound),
			protocol: string(engine.Value(p.Protocol)),
			from:     either(p.SourceAddressPrefix, p.SourceAddressPrefixes),
			to:       either(p.DestinationAddressPrefix, p.DestinationAddressPrefixes),
			toPorts:  either(p.DestinationPortRange, p.DestinationPortRanges),
		})
	}
	slices.SortStableFunc(all, func(a, b rule) int { return int(a.priority - b.priority) })
	return all
}

// either reads what a body gives once or as a list.
func either(one *string, many []*string) []string {
	if text := engine.Value(one); text != "" {
		return append(engine.Values(many), text)
	}
	return engine.Values(many)
}

// Host is where a connection goes to or comes from.
type Host struct {
	// IP is its address.
	IP string
	// Region is where it is, for service tags of a region.
	Region string
	// Tags are the service tags whose ranges the address is in.
	Tags []string
}

// The service tags that this package itself speaks of. Azure docs: virtual-network/service-tags-overview.
const (
	tagInternet       = "Internet"
	tagVirtualNetwork = "VirtualNetwork"
)

// within reports whether the host is in one of the prefixes: "*", ranges, addresses and service tags.
func (h Host) within(prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool {
		if ip, err := netip.ParseAddr(h.IP); err == nil {
			if p, err := netip.ParsePrefix(prefix); err == nil {
				return p.Contains(ip)
			}
		}
		return prefix == "*" || prefix == h.IP || slices.ContainsFunc(h.Tags, func(tag string) bool {
			return strings.EqualFold(prefix, tag) || strings.EqualFold(prefix, tag+"."+h.Region)
		})
	})
}

// https is the port of all that a pull needs.
const https = 443

// concerns reports whether a rule is about a connection.
func (r rule) concerns(inbound bool, from, to Host) bool {
	tcp := r.protocol == "" || r.protocol == "*" || strings.EqualFold(r.protocol, "tcp")
	return r.inbound == inbound && tcp && r.opens(https) && from.within(r.from) && to.within(r.to)
}

// opens reports whether the port is among those of the rule.
func (r rule) opens(port int) bool {
	return len(r.toPorts) == 0 || slices.ContainsFunc(r.toPorts, func(text string) bool {
		first, last, isRange := strings.Cut(text, "-")
		if !isRange {
			last = first
		}
		low, _ := strconv.Atoi(first)
		high, _ := strconv.Atoi(last)
		return text == "*" || low <= port && port <= high
	})
}

// deniedBy is the first rule that stops a connection, empty if none does.
func deniedBy(rules []rule, inbound bool, from, to Host) string {
	for _, r := range rules {
		if r.concerns(inbound, from, to) {
			if r.allows {
				return ""
			}
			return r.name
		}
	}
	return ""
}
