package privatelink

import (
	"net/netip"
	"path"
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// subnet is one as the resource has it: a resource of its own, or an item of a virtual network.
type subnet struct {
	in *rule.Resource
	rule.Value
}

// subnets are those that a resource has: itself, or the items of a virtual network.
func subnets(r *rule.Resource) []subnet {
	if r.Type == rule.Subnet {
		return []subnet{{r, r.Properties}}
	}
	items, _ := itemsOf(r)
	return items
}

// itemsOf are the subnets that are items of a virtual network. The answer is unknown where there may be more.
func itemsOf(network *rule.Resource) ([]subnet, rule.Answer) {
	items, known := network.At("subnets").Items()
	all := make([]subnet, len(items))
	for i, item := range items {
		all[i] = subnet{network, item}
	}
	return all, known
}

// forEachSubnet checks every subnet that a resource has, with the value of a setting.
func forEachSubnet[T rule.Choice](
	setting rule.Setting[T], find func(subnet, T) []rule.Finding,
) rule.Check {
	return rule.OnResourceWith(setting, func(r *rule.Resource, value T) []rule.Finding {
		if r.Type == rule.Subnet {
			return find(subnet{r, r.Properties}, value)
		}
		return rule.ForEach(r, r.At("subnets"), func(item rule.Value) []rule.Finding {
			return find(subnet{r, item}, value)
		})
	})
}

// name is the property with the subnet's name. That of an item has but one.
func (n subnet) name() rule.Value {
	if name := n.At("subnetName"); name.Exists() != rule.No {
		return name
	}
	return n.At("name")
}

// isOneOf answers whether the subnet has one of the names.
func (n subnet) isOneOf(names ...[]string) rule.Answer {
	return n.name().IsOneOf(slices.Concat(names...)...)
}

// delegated answers whether the subnet is delegated to a service, which is then the second result.
func (n subnet) delegated() (rule.Answer, rule.Value) {
	delegations, known := n.At("delegations").Items()
	if len(delegations) == 0 {
		return known.Then(rule.No), rule.Value{}
	}
	return rule.Yes, delegations[0].At("serviceName")
}

// ranges is the property with the subnet's address range, or with several, and what they are.
func (n subnet) ranges() (rule.Value, []rule.Value, rule.Answer) {
	if one := n.At("addressPrefix"); one.Exists() != rule.No {
		return one, []rule.Value{one}, rule.Yes
	}
	several := n.At("addressPrefixes")
	items, _ := several.Items()
	// Those that are not known yet, and those that come from a pool, cannot be seen.
	return several, items, rule.Known(len(items) > 0)
}

// usable counts the addresses that the subnet hands out. The answer is yes where all of its ranges are known.
func (n subnet) usable() (int, rule.Answer) {
	_, ranges, answer := n.ranges()
	count := 0
	for _, one := range ranges {
		text, _ := one.Text()
		prefix, err := netip.ParsePrefix(text)
		count += azure.Usable(prefix)
		answer = answer.And(rule.Known(err == nil))
	}
	return count, answer
}

// located is the subnet of the stack that an endpoint lies in, or none where it lies outside of it. The
// answer is unknown where it cannot be told.
func located(s *rule.Stack, e *rule.Resource) (subnet, rule.Answer) {
	id := e.At("subnet", "id")
	at := resolve(s, e, id, rule.Subnet)
	if at.resource != nil {
		return subnet{at.resource, at.resource.Properties}, rule.Yes
	}
	network := parentByID(s, e, id, rule.VirtualNetwork)
	if network.resource == nil {
		return subnet{}, decided(at.isOutside())
	}
	all, answer := itemsOf(network.resource)
	for _, one := range all {
		is := one.name().Like(func(name string) bool { return strings.EqualFold(name, path.Base(at.id)) })
		if is == rule.Yes {
			return one, rule.Yes
		}
		answer = answer.And(decided(is))
	}
	return subnet{}, answer
}
