package privatelink

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/endpoint"
)

var subnetCapacity = rule.Rule{
	ID:       "pe-subnet-capacity",
	Title:    "The subnet of a registry's private endpoints has an address for every member of the registry.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Subnet, rule.VirtualNetwork, rule.PrivateEndpoint},
	Why: "An endpoint takes an address for the login server and one for each region of the registry: with " +
		"none left Azure refuses the endpoint, and takes back every new replication with an error that " +
		"says little.",
	Fix: "Widen the subnet's addressPrefix, to a /27 at least, or move endpoints to another subnet: Azure " +
		"keeps five addresses of each for itself.",
	Link: linkEndpoints,
	Check: rule.InStack(func(s *rule.Stack, r *rule.Resource) []rule.Finding {
		if r.Type == rule.PrivateEndpoint {
			_, known := located(s, r)
			return r.Undecided(endpoint.ForRegistry(r).And(known.Not()), r.At("subnet", "id"))
		}
		var findings []rule.Finding
		for _, one := range subnets(r) {
			findings = append(findings, tooSmall(s, one)...)
		}
		return findings
	}),
}

// tooSmall finds a subnet with fewer addresses than endpoints of registries take.
func tooSmall(s *rule.Stack, at subnet) []rule.Finding {
	taken, exact := takenFrom(s, at)
	usable, known := at.usable()
	short := known.Then(rule.Known(usable < taken).Or(exact.Not()))
	prefix, _, _ := at.ranges()
	return at.in.When(rule.Known(taken > 0).And(short), prefix, "is %s, which hands out %d addresses where "+
		"private endpoints of registries take %d", prefix, usable, taken)
}

// takenFrom counts the addresses of a subnet that endpoints of registries take. The answer is unknown where
// they may take more.
func takenFrom(s *rule.Stack, at subnet) (int, rule.Answer) {
	taken, exact := 0, rule.Yes
	for _, e := range endpointsBySubnet(s)[at.key()] {
		registry, _ := endpoint.Registry(s, e)
		if registry == nil {
			continue
		}
		all, complete := members(s, registry)
		exact = exact.And(complete)
		for _, m := range all {
			answer := carried(s, e, registry, m)
			exact = exact.And(decided(answer))
			if answer == rule.Yes {
				taken++
			}
		}
	}
	return taken, exact
}

// key tells the subnets of a stack apart.
func (n subnet) key() string { return n.in.URN + " " + n.Path() }

// endpointsBySubnet are the stack's endpoints by the subnet, of the stack as well, that they lie in.
func endpointsBySubnet(s *rule.Stack) map[string][]*rule.Resource {
	return rule.Once(s, endpointsKey{}, func() map[string][]*rule.Resource {
		endpoints := map[string][]*rule.Resource{}
		for _, e := range s.All(rule.PrivateEndpoint) {
			if at, _ := located(s, e); at.in != nil {
				endpoints[at.key()] = append(endpoints[at.key()], e)
			}
		}
		return endpoints
	})
}
