package probe

import (
	"context"
	"fmt"
	"path"
	"time"
)

// networkAnd is the network with another subnet for environments.
func (s *Scene) networkAnd(name, prefix string) made {
	return made{s.ID(vnet), with(s.network(), func(p Body) {
		subnets, _ := p["subnets"].([]any)
		p["subnets"] = append(subnets, subnet(name, prefix, "Microsoft.App/environments"))
	})}
}

var environmentRefusals = Probe{
	Name: "environment-refusals",
	Simulated: "no delegation: 400 ManagedEnvironmentSubnetDelegationError; small subnet: 400 " +
		"ManagedEnvironmentInvalidNetworkConfiguration; reserved name: 400 ReservedResourceName",
	Question: "By which codes are environments refused, and is their name one that cannot be a word of " +
		"Azure's?",
	Sources: "azure-container-apps#425 has the network's texts; that the name counts is assumed",
	Makes:   []Priced{networkEnvironment}, Takes: 90 * time.Minute,
	Ask: puttingEach(
		func(s *Scene) []made { return []made{s.networkAnd("small", "10.0.5.0/28")} },
		func(s *Scene) []attempt {
			id, small := s.ID(environment), vnet+"/subnets/small"
			return []attempt{
				{as: "no delegation", id: id + "-1", body: s.environmentIn(endpointsNet)},
				{as: "small subnet", id: id + "-2", body: s.environmentIn(small)},
				{as: "reserved name", id: path.Join(path.Dir(id), "xbox"), body: s.environmentIn("")},
			}
		}),
}

var environmentSubnetChanged = Probe{
	Name: "environment-subnet-changed", Simulated: "400 ManagedEnvironmentInvalidNetworkConfiguration",
	Question: "What does an environment answer that is put into another subnet?",
	Sources:  "nobody has the code", Makes: []Priced{networkEnvironment}, Takes: 2 * time.Hour,
	Ask: putting(
		func(s *Scene) []made {
			return []made{
				s.networkAnd("other", "10.0.6.0/24"), {s.ID(environment), s.environmentIn(appsNet)},
			}
		},
		func(s *Scene) made { return made{s.ID(environment), s.environmentIn(vnet + "/subnets/other")} }),
}

var environmentInClosedNetwork = Probe{
	Name: "environment-in-closed-network", Simulated: "accepted",
	Question: "Is an environment created in a subnet that lets nothing out?",
	Sources:  "nobody: simulated Azure hears egress for pulls alone",
	Makes:    []Priced{networkEnvironment}, Takes: 3 * time.Hour,
	Ask: putting(
		func(s *Scene) []made {
			return []made{s.rules(outbound("nobody", "Deny", "Internet")), s.networkWith(s.guarded)}
		},
		func(s *Scene) made { return made{s.ID(environment), s.environmentIn(appsNet)} }),
}

var environmentGroup = Probe{
	Name: "environment-group", Simulated: "ME_<environment>_<group>_<region>",
	Question: "What is the resource group called that Azure makes for an environment in a network, and " +
		"which tags has it?",
	Sources: "bicep-registry-modules, avm/res/app/managed-environment; that it has no tags is the stricter " +
		"reading of azure-container-apps#1764, and simulated Azure does not show it",
	Makes: []Priced{networkEnvironment}, Takes: 2 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		given := made{s.ID(environment), s.environmentIn(appsNet)}
		if err := s.makeAll(ctx, append(s.onlyNetwork(), given)...); err != nil {
			return Finding{}, err
		}
		made, err := s.Get(ctx, s.ID(environment))
		if err != nil {
			return Finding{}, err
		}
		name := text(made.Body, "properties", "infrastructureResourceGroup")
		shown, err := s.Get(ctx, path.Join(path.Dir(s.group), name))
		tags := fmt.Sprintf("%s with tags %v", name, shown.Body["tags"])
		f := Finding{Answer: name, Details: []string{tags}}
		usual := fmt.Sprintf("ME_%s_%s_%s", path.Base(environment), path.Base(s.group), s.Location)
		if name == usual {
			f.Answer = "ME_<environment>_<group>_<region>"
		}
		return f, err
	},
}

var serviceAssociation = Probe{
	Name: "service-association", Simulated: "environment: within two minutes; container group: within two " +
		"minutes",
	Question: "How long does a subnet stay tied to a service after the last environment or container group " +
		"in it is gone?",
	Sources: "azure-container-apps#974, foundry-samples#153, azure-cli#21637: never, or up to two days",
	Makes:   []Priced{networkEnvironment, containerGroup, natGateway}, Takes: 4 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.makeAll(ctx, append(s.wayOut(), s.networkWith(s.throughNAT))...); err != nil {
			return Finding{}, err
		}
		var tale story
		for _, tenant := range []struct {
			as, id, subnet string
			body           Body
		}{
			{"environment", environment, appsNet, s.environmentIn(appsNet)},
			{"container group", group, groupsNet, s.inNetwork(s.groupOf(microsofts(serving)))},
		} {
			untied, err := s.untied(ctx, s.ID(tenant.id), s.ID(tenant.subnet), tenant.body)
			if err != nil {
				return Finding{}, err
			}
			tale.tell(tenant.as, untied)
		}
		return tale.finding(), nil
	},
}

// untied says how long a subnet is tied after its only tenant came and went.
func (s *Scene) untied(ctx context.Context, tenant, subnet string, body Body) (Finding, error) {
	if err := s.Make(ctx, tenant, body); err != nil {
		return Finding{}, err
	}
	if err := s.remove(ctx, tenant); err != nil {
		return Finding{}, err
	}
	return lasted(s.lasts(ctx, time.Hour, func(ctx context.Context) (bool, error) {
		answer, err := s.Get(ctx, subnet)
		return len(items(answer.Body, "properties", "serviceAssociationLinks")) > 0, err
	}))
}
