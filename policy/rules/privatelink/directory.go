package privatelink

import (
	"strings"

	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// directory is things by the place that each belongs to: asking everything of everything would take a large
// stack minutes.
type directory[T any] struct {
	things map[string][]T
	// nowhere are those whose place is not known; byID are those that only an id is known of, and unborn
	// those whose resource has no id yet: each of the one may be one of the other.
	nowhere, byID, unborn []T
}

func newDirectory[T any]() *directory[T] { return &directory[T]{things: map[string][]T{}} }

// key is the same for places of which [place.is] says yes.
func (p place) key() string {
	if p.resource != nil {
		return p.resource.URN
	}
	return strings.ToLower(p.id)
}

func (d *directory[T]) add(at place, thing T) {
	switch {
	case at.key() == "":
		d.nowhere = append(d.nowhere, thing)
		return
	case at.resource == nil:
		d.byID = append(d.byID, thing)
	case at.id == "":
		d.unborn = append(d.unborn, thing)
	}
	d.things[at.key()] = append(d.things[at.key()], thing)
}

// at are the things at the place, and those that may be there.
func (d *directory[T]) at(p place) (there, perhaps []T) {
	switch {
	case p.key() == "":
		return nil, d.all()
	case p.resource == nil:
		return d.things[p.key()], append(d.nowhere[:len(d.nowhere):len(d.nowhere)], d.unborn...)
	case p.id == "":
		return d.things[p.key()], append(d.nowhere[:len(d.nowhere):len(d.nowhere)], d.byID...)
	default:
		return d.things[p.key()], d.nowhere
	}
}

func (d *directory[T]) all() []T {
	all := d.nowhere[:len(d.nowhere):len(d.nowhere)]
	for _, things := range d.things {
		all = append(all, things...)
	}
	return all
}

// The keys of the directories of a stack.
type (
	linksKey     struct{}
	networksKey  struct{}
	subnetsKey   struct{}
	endpointsKey struct{}
)

// linksByZone are the stack's virtual network links by zone.
func linksByZone(s *rule.Stack) *directory[*rule.Resource] {
	return rule.Once(s, linksKey{}, func() *directory[*rule.Resource] {
		links := newDirectory[*rule.Resource]()
		for _, link := range s.All(rule.VirtualNetworkLink) {
			links.add(around(s, link, "privateZoneName", rule.Zone), link)
		}
		return links
	})
}

// homesByNetwork and homesBySubnet are the resources that give the stack's consumers their subnets.
func homesByNetwork(s *rule.Stack) *directory[*rule.Resource] {
	return homesBy(s, networksKey{}, networkOf)
}

func homesBySubnet(s *rule.Stack) *directory[*rule.Resource] {
	return homesBy(s, subnetsKey{}, func(s *rule.Stack, r *rule.Resource, subnetID rule.Value) place {
		return referred(s, r, subnetID, rule.Subnet)
	})
}

func homesBy(
	s *rule.Stack, key any, where func(*rule.Stack, *rule.Resource, rule.Value) place,
) *directory[*rule.Resource] {
	return rule.Once(s, key, func() *directory[*rule.Resource] {
		homes := newDirectory[*rule.Resource]()
		for _, c := range consumer.All(s) {
			if r, subnetID, there := home(s, c); there {
				homes.add(where(s, r, subnetID), r)
			}
		}
		return homes
	})
}
