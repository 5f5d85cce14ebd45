package privatelink

import (
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// place is something with an id: a resource of the stack, whose id a preview may not know, or something
// outside of it. The zero place is one that is not known yet.
type place struct {
	resource *rule.Resource
	id       string
}

// is answers whether two places are the same.
func (p place) is(other place) rule.Answer {
	switch {
	case p.resource != nil && other.resource != nil:
		return rule.Known(p.resource == other.resource)
	case p.id == "" || other.id == "":
		return rule.Unknown
	default:
		return rule.Known(azure.SameID(p.id, other.id))
	}
}

// outside answers whether the place is not of the stack.
func (p place) outside() rule.Answer {
	switch {
	case p.resource != nil:
		return rule.No
	case p.id == "":
		return rule.Unknown
	default:
		return rule.Yes
	}
}

func placeOf(r *rule.Resource) place {
	id, _ := r.At("id").Text()
	return place{resource: r, id: id}
}

// referred is the place of the type that an id, given as a property of the resource, means.
func referred(s *rule.Stack, r *rule.Resource, id rule.Value, t rule.Type) place {
	if found, _ := s.Referred(r, id, t); found != nil {
		return placeOf(found)
	}
	text, _ := id.Text()
	return place{id: text}
}

// around is the place of the type that the resource lies in, whose name is one of its inputs. Among its
// outputs only the id says so.
func around(s *rule.Stack, r *rule.Resource, name string, t rule.Type) place {
	if sources := s.Sources(r, r.At(name), t); len(sources) == 1 {
		return placeOf(sources[0])
	}
	return above(s, r, placeOf(r).id, t)
}

// above is the place of the type that what has the id lies in.
func above(s *rule.Stack, r *rule.Resource, id string, t rule.Type) place {
	return referred(s, r, rule.NewValue("", property.New(azure.ParentID(id))), t)
}

// networkOf is the virtual network around a subnet, whose id is a property of the resource.
func networkOf(s *rule.Stack, r *rule.Resource, subnetID rule.Value) place {
	if subnet := referred(s, r, subnetID, rule.Subnet); subnet.resource != nil {
		return around(s, subnet.resource, "virtualNetworkName", rule.VirtualNetwork)
	}
	if id, known := subnetID.Text(); known == rule.Yes {
		return above(s, r, id, rule.VirtualNetwork)
	}
	return referred(s, r, subnetID, rule.VirtualNetwork)
}

// home is the resource that gives a consumer its subnet, and the property with the subnet's id. There is none
// for a consumer that has no subnet, or whose environment is outside of the stack.
func home(s *rule.Stack, c consumer.Consumer) (r *rule.Resource, subnetID rule.Value, there bool) {
	r, subnetID = c.Subnet(s)
	if r == nil {
		return c.Resource, subnetID, subnetID.Exists() == rule.Unknown
	}
	return r, subnetID, subnetID.Exists() != rule.No
}
