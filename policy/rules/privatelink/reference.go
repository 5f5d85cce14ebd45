package privatelink

import (
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// reference is what an id refers to: a resource of the stack, whose id a preview may not know, or something
// outside of the stack. The zero reference is not known yet.
type reference struct {
	resource *rule.Resource
	id       string
}

// is answers whether two references are to the same.
func (f reference) is(other reference) rule.Answer {
	switch {
	case f.resource != nil && other.resource != nil:
		return rule.Known(f.resource == other.resource)
	case f.id == "" || other.id == "":
		return rule.Unknown
	default:
		return rule.Known(azure.SameID(f.id, other.id))
	}
}

// isOutside answers whether the reference leads out of the stack.
func (f reference) isOutside() rule.Answer {
	switch {
	case f.resource != nil:
		return rule.No
	case f.id == "":
		return rule.Unknown
	default:
		return rule.Yes
	}
}

func referenceTo(r *rule.Resource) reference {
	id, _ := r.At("id").Text()
	return reference{resource: r, id: id}
}

// resolve follows an id, given as a property of the resource, to what has the type.
func resolve(s *rule.Stack, r *rule.Resource, id rule.Value, t rule.Type) reference {
	if found, _ := s.Referred(r, id, t); found != nil {
		return referenceTo(found)
	}
	text, _ := id.Text()
	return reference{id: text}
}

// parentOf is what has the type and the resource as a part. The parent's name is one of the resource's
// inputs; among its outputs only the id says so.
func parentOf(s *rule.Stack, r *rule.Resource, name string, t rule.Type) reference {
	if sources := s.Sources(r, r.At(name), t); len(sources) == 1 {
		return referenceTo(sources[0])
	}
	return parentByID(s, r, r.At("id"), t)
}

// parentByID is what has the type and, as a part, what has the id, which is a property of the resource.
func parentByID(s *rule.Stack, r *rule.Resource, id rule.Value, t rule.Type) reference {
	part, known := id.Text()
	if known != rule.Yes {
		return reference{}
	}
	return resolve(s, r, rule.NewValue(id.Path(), property.New(azure.ParentID(part))), t)
}

// networkOf is the virtual network of a subnet, whose id is a property of the resource.
func networkOf(s *rule.Stack, r *rule.Resource, subnetID rule.Value) reference {
	if subnet := resolve(s, r, subnetID, rule.Subnet); subnet.resource != nil {
		return parentOf(s, subnet.resource, "virtualNetworkName", rule.VirtualNetwork)
	}
	if _, known := subnetID.Text(); known == rule.Yes {
		return parentByID(s, r, subnetID, rule.VirtualNetwork)
	}
	return resolve(s, r, subnetID, rule.VirtualNetwork)
}

// subnetOwner is the resource that gives a consumer its subnet, and the property with the subnet's id. None
// is given for a consumer that has no subnet, or whose environment is outside of the stack.
func subnetOwner(s *rule.Stack, c consumer.Consumer) (owner *rule.Resource, subnetID rule.Value, given bool) {
	owner, subnetID = c.Subnet(s)
	if owner == nil {
		return c.Resource, subnetID, subnetID.Exists() == rule.Unknown
	}
	return owner, subnetID, subnetID.Exists() != rule.No
}
