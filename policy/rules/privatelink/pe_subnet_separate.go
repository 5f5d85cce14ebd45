package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var subnetSeparate = rule.Rule{
	ID:       "pe-subnet-separate",
	Title:    "A registry's private endpoint has a subnet without delegation, apart from those of consumers.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.PrivateEndpoint},
	Why: "A subnet that is delegated to Container Instances or Container Apps takes nothing else in, so " +
		"that the endpoint or the consumer is refused.",
	Fix:  "Set subnet.id of the private endpoint to a subnet of its own, without delegations.",
	Link: "https://learn.microsoft.com/azure/container-instances/using-azure-container-registry-mi",
	Check: rule.InStack(func(s *rule.Stack, e *rule.Resource) []rule.Finding {
		leads := endpoint.ForRegistry(e)
		at, known := located(s, e)
		delegated, service := at.delegated()
		shared := sharers(s, e)
		return append(
			e.When(leads.And(known.Then(delegated)), e.Here(),
				"lies in a subnet that is delegated to %s", service),
			e.When(leads.And(shared.answer), e.Here(), "lies in the subnet of %s", shared)...,
		)
	}),
}

// sharers are the consumers, or their environments, that are in the endpoint's subnet.
func sharers(s *rule.Stack, e *rule.Resource) *collector {
	own := resolve(s, e, e.At("subnet", "id"), rule.Subnet)
	shared := newCollector()
	owners, possible := subnetOwnersBySubnet(s).at(own)
	for _, r := range owners {
		shared.add(rule.Yes, r.String())
	}
	if len(possible) > 0 {
		shared.add(rule.Unknown, "")
	}
	return shared
}
