package probe

import (
	"context"
	"strings"
	"time"
)

// rule is one for what leaves a subnet, before its place among others is known.
type rule Body

// outbound is a rule for what goes to a service tag.
func outbound(name, access, to string) rule {
	return rule{"name": name, "properties": Body{
		"direction": "Outbound", "access": access, "protocol": "*",
		"sourceAddressPrefix": "*", "sourcePortRange": "*",
		"destinationAddressPrefix": to, "destinationPortRange": "*",
	}}
}

// rules is a security group, whose first rule goes before the others.
func (s *Scene) rules(all ...rule) made {
	var ordered []any
	for i, r := range all {
		with(Body(r), func(p Body) { p["priority"] = 100 + 10*i })
		ordered = append(ordered, Body(r))
	}
	properties := Body{"securityRules": ordered}
	return made{s.ID(securityGroup), Body{"location": s.Location, "properties": properties}}
}

// change is one of the properties of a subnet that something pulls from.
type change func(properties Body)

// networkWith is the network with a change of the subnets that something pulls from.
func (s *Scene) networkWith(changes ...change) made {
	return made{s.ID(vnet), with(s.network(), func(p Body) {
		for _, subnet := range items(p, "subnets") {
			if subnet["name"] == "private-endpoints" {
				continue
			}
			for _, change := range changes {
				with(subnet, change)
			}
		}
	})}
}

// guarded puts a subnet behind the scene's security group.
func (s *Scene) guarded(p Body) { p["networkSecurityGroup"] = ref(s.ID(securityGroup)) }

// throughNAT leads out of a subnet by the scene's NAT gateway.
func (s *Scene) throughNAT(p Body) { p["natGateway"] = ref(s.ID(gateway)) }

var azureCloudTag = Probe{
	Name: "azure-cloud-tag",
	Simulated: "a registry, with an identity: accepted; Microsoft's registry: accepted, then " +
		"ResourceDeploymentFailure",
	Question: "What can a container group pull that may reach service tag AzureCloud and nothing else of " +
		"the internet?",
	Sources: "Azure-Terraform/terraform-azurerm-kubernetes#42; that the tag lacks where Microsoft's " +
		"registry has its layers is assumed",
	Makes: []Priced{standardRegistry, natGateway, containerGroup}, Takes: 3 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		guard := s.rules(outbound("azure", "Allow", "AzureCloud"), outbound("nobody", "Deny", "Internet"))
		given := append(s.wayOut(), guard, s.networkWith(s.guarded, s.throughNAT))
		if err := s.makeAll(ctx, given...); err != nil {
			return Finding{}, err
		}
		if err := s.openPath(ctx); err != nil {
			return Finding{}, err
		}
		private, public := s.pullingGroup(copied), s.groupOf(microsofts(sample))
		return s.each(ctx,
			attempt{as: "a registry, with an identity", id: s.ID(group), body: s.inNetwork(private)},
			attempt{as: "Microsoft's registry", id: s.ID(group + "-2"), body: s.inNetwork(public)})
	},
}

// networkVersion is the api-version of networks whose subnets may be private.
const networkVersion = "2024-05-01"

var appInPrivateSubnet = Probe{
	Name: "app-in-private-subnet", Simulated: "accepted",
	Question: "Can a container app pull whose subnet has no default outbound access?",
	Sources:  "Azure docs: container-apps/networking, of the address that environments have of their own",
	Makes:    []Priced{networkEnvironment, containerApp}, Takes: 2 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		network := s.networkWith(func(p Body) { p["defaultOutboundAccess"] = false })
		if err := s.MakeBy(ctx, networkVersion, network.id, network.body); err != nil {
			return Finding{}, err
		}
		if err := s.Make(ctx, s.ID(environment), s.environmentIn(appsNet)); err != nil {
			return Finding{}, err
		}
		answer, err := s.Put(ctx, s.ID(app), s.appOf(microsofts(serving)))
		return answer.finding(), err
	},
}

// words are those by which failed pulls are told apart.
var words = []string{
	"unable to pull image using Managed identity", "UNAUTHORIZED", "is not allowed access",
	"MANIFEST_UNKNOWN", "no such host", "i/o timeout", "EOF",
}

// because is how a pull went: "accepted", or "refused: no such host", whatever the code.
func (a Answer) because() Finding {
	f := a.finding()
	if !a.Refused() {
		return f
	}
	f.Details = []string{a.String() + ": " + a.Message}
	f.Answer = "refused: in other words"
	for _, phrase := range words {
		if strings.Contains(a.Message, phrase) {
			f.Answer = "refused: " + phrase
			return f
		}
	}
	return f
}

var identityWithoutEgress = Probe{
	Name: "identity-without-egress", Simulated: "refused: unable to pull image using Managed identity",
	Question: "What does a container app say that cannot pull because its subnet does not let it sign in?",
	Sources:  "azure-container-apps#1061, #1158 have the words; that egress is the cause is assumed",
	Makes:    []Priced{standardRegistry, networkEnvironment, containerApp}, Takes: 2 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.openPath(ctx); err != nil {
			return Finding{}, err
		}
		err := s.makeAll(ctx,
			s.networkWith(), made{s.ID(environment), s.environmentIn(appsNet)},
			s.rules(outbound("nobody-signs-in", "Deny", "AzureActiveDirectory")), s.networkWith(s.guarded))
		if err != nil {
			return Finding{}, err
		}
		answer, err := s.Put(ctx, s.ID(app), s.pullingApp(copied))
		return answer.because(), err
	},
}

// linkVersion is the api-version of zones' links that may redirect.
const linkVersion = "2024-06-01"

var redirectedDataHost = Probe{
	Name: "redirected-data-host", Simulated: "refused: UNAUTHORIZED",
	Question: "What does a container app say whose registry's data endpoint has no record, in a zone that " +
		"redirects to the internet?",
	Sources: "Azure docs: dns/private-dns-fallback, without what a pull says then",
	Makes:   []Priced{premiumRegistry, privateEndpoint, networkEnvironment, containerApp},
	Takes:   3 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.privatePath(ctx); err != nil {
			return Finding{}, err
		}
		if err := s.Make(ctx, s.ID(environment), s.environmentIn(appsNet)); err != nil {
			return Finding{}, err
		}
		link := with(s.linkTo(s.ID(vnet)), func(p Body) { p["resolutionPolicy"] = "NxDomainRedirect" })
		if err := s.MakeBy(ctx, linkVersion, s.ID(zoneLink), link); err != nil {
			return Finding{}, err
		}
		record := s.record(s.registryName() + "." + s.Location + ".data")
		if err := s.remove(ctx, record); err != nil {
			return Finding{}, err
		}
		answer, err := s.Put(ctx, s.ID(app), s.pullingApp(copied))
		return answer.because(), err
	},
}
