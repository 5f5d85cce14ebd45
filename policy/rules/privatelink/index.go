package privatelink

import (
	"slices"
	"strings"

	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// index has resources by what a property of theirs refers to. Without it every resource would be compared
// with every other, which takes minutes for a large stack.
type index struct {
	byKey map[string][]*rule.Resource
	// unresolved are those whose reference is not known yet. Of onlyID only the id referred to is known, and
	// of onlyResource only the resource, which has no id yet: one of these may be the same as one of those.
	unresolved, onlyID, onlyResource []*rule.Resource
}

func newIndex() *index { return &index{byKey: map[string][]*rule.Resource{}} }

// key is the same for references of which [reference.is] says yes.
func (f reference) key() string {
	if f.resource != nil {
		return f.resource.URN
	}
	return strings.ToLower(f.id)
}

func (x *index) add(to reference, r *rule.Resource) {
	switch {
	case to.key() == "":
		x.unresolved = append(x.unresolved, r)
		return
	case to.resource == nil:
		x.onlyID = append(x.onlyID, r)
	case to.id == "":
		x.onlyResource = append(x.onlyResource, r)
	}
	x.byKey[to.key()] = append(x.byKey[to.key()], r)
}

// at are those that refer to the same, and those that may do so.
func (x *index) at(to reference) (certain, possible []*rule.Resource) {
	switch {
	case to.key() == "":
		return nil, x.all()
	case to.resource == nil:
		return x.byKey[to.key()], slices.Concat(x.unresolved, x.onlyResource)
	case to.id == "":
		return x.byKey[to.key()], slices.Concat(x.unresolved, x.onlyID)
	default:
		return x.byKey[to.key()], x.unresolved
	}
}

func (x *index) all() []*rule.Resource {
	all := slices.Clone(x.unresolved)
	for _, resources := range x.byKey {
		all = append(all, resources...)
	}
	return all
}

// The keys of the indexes of a stack.
type (
	linksKey     struct{}
	networksKey  struct{}
	subnetsKey   struct{}
	endpointsKey struct{}
)

// linksByZone are the stack's virtual network links by zone.
func linksByZone(s *rule.Stack) *index {
	return rule.Once(s, linksKey{}, func() *index {
		links := newIndex()
		for _, link := range s.All(rule.VirtualNetworkLink) {
			links.add(parentOf(s, link, "privateZoneName", rule.Zone), link)
		}
		return links
	})
}

// subnetOwnersByNetwork are the resources that give the stack's consumers their subnets, by the network.
func subnetOwnersByNetwork(s *rule.Stack) *index {
	return subnetOwners(s, networksKey{}, networkOf)
}

// subnetOwnersBySubnet are the same, by the subnet.
func subnetOwnersBySubnet(s *rule.Stack) *index {
	return subnetOwners(s, subnetsKey{}, subnetOf)
}

func subnetOf(s *rule.Stack, owner *rule.Resource, subnetID rule.Value) reference {
	return resolve(s, owner, subnetID, rule.Subnet)
}

func subnetOwners(
	s *rule.Stack, key any, refersTo func(*rule.Stack, *rule.Resource, rule.Value) reference,
) *index {
	return rule.Once(s, key, func() *index {
		owners := newIndex()
		for _, c := range consumer.All(s) {
			if owner, subnetID, given := subnetOwner(s, c); given {
				owners.add(refersTo(s, owner, subnetID), owner)
			}
		}
		return owners
	})
}
