package world_test

import (
	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/world"
)

const (
	timedOut    = "ResourceDeploymentFailure"
	noToken     = "unable to pull image using Managed identity"
	mcrImage    = "mcr.microsoft.com/k8se/quickstart:latest"
	reachingMCR = "Get \"https://mcr.microsoft.com/v2/\""
)

var (
	rulesID  = bench.Resource("Microsoft.Network/networkSecurityGroups/nsg")
	routesID = bench.Resource("Microsoft.Network/routeTables/rt")
)

// brokenEgress are the ways out of the consumers' network that a pull needs.
func brokenEgress() []brokenLink {
	runsPublic := func(b *bench.Bench) error { return b.Try(bench.AppID, bench.App(mcrImage)) }
	toAppliance := routed("VirtualAppliance", "0.0.0.0/0")
	return []brokenLink{
		{
			name:  "security group that lets nobody sign in",
			sever: guarded(denies("AzureActiveDirectory")),
			code:  badTemplate, part: noToken, group: timedOut, step: loggingIn,
		},
		{
			name:  "security group that denies the internet",
			sever: guarded(denies("Internet")),
			code:  badTemplate, part: noToken, group: timedOut, step: loggingIn,
		},
		{
			name:  "security group that denies the internet, but for signing in",
			sever: guarded(allows("AzureActiveDirectory"), denies("Internet")), attempt: runsApp,
		},
		{
			name:  "security group that denies the endpoints' subnet",
			sever: guarded(denies("10.0.2.0/24")),
			code:  badOperation, part: "i/o timeout", group: timedOut, step: reaching,
		},
		{
			name: "security group that denies the data endpoint alone",
			sever: func(b *bench.Bench) {
				guarded(denies(b.IP(bench.ZoneID + "/A/acrmyapp.koreacentral.data")))(b)
			},
			code: badOperation, part: "i/o timeout", group: timedOut, step: fetching,
		},
		{
			name:  "security group of the endpoints' subnet, which has network policies for endpoints",
			sever: closedEndpoints("NetworkSecurityGroupEnabled"),
			code:  badOperation, part: "i/o timeout", group: timedOut, step: reaching,
		},
		{
			name:  "security group of the endpoints' subnet, which has none and does not hear it",
			sever: closedEndpoints("Disabled"), attempt: runsApp,
		},
		{
			name: "route that drops everything", sever: routed("None", "0.0.0.0/0"),
			code: badTemplate, part: noToken, group: timedOut, step: loggingIn,
		},
		{
			name: "route to a firewall that lets nothing through", sever: toAppliance,
			code: badTemplate, part: noToken, group: timedOut, step: loggingIn,
		},
		{
			name:    "route to a firewall that lets everybody sign in",
			options: world.Options{Egress: network.Egress{ApplianceAllows: []string{"AzureActiveDirectory"}}},
			sever:   toAppliance, attempt: runsApp,
		},
		{
			name:    "route to a firewall that does not let Microsoft's registry through",
			options: world.Options{Egress: network.Egress{ApplianceAllows: []string{"AzureActiveDirectory"}}},
			sever:   toAppliance, attempt: runsPublic,
			code: badTemplate, part: reachingMCR + ": EOF", step: reaching,
		},
		{
			name: "route for the endpoint's very address to a firewall",
			sever: func(b *bench.Bench) {
				routed("VirtualAppliance", b.IP(bench.ZoneID+"/A/acrmyapp")+"/32")(b)
			},
			code: badOperation, part: "EOF", group: timedOut, step: reaching,
		},
		{
			name:  "route for the network to a firewall, which an endpoint's own route goes before",
			sever: routed("VirtualAppliance", "10.0.0.0/16"), attempt: runsApp,
		},
		{
			name:  "security group that denies Microsoft's registry",
			sever: guarded(denies("MicrosoftContainerRegistry")), attempt: runsPublic,
			code: badTemplate, part: reachingMCR + ": dial tcp", step: reaching,
		},
		{
			name:  "security group that denies where Microsoft's registry has its layers",
			sever: guarded(denies("AzureFrontDoor.FirstParty")), attempt: runsPublic,
			code: badTemplate, part: "data.mcr.microsoft.com", step: fetching,
		},
		{
			name:  "public registry behind a security group that denies registries",
			sever: publicRegistry(guarded(denies("AzureContainerRegistry.KoreaCentral"))), attempt: runsApp,
			code: badTemplate, part: "i/o timeout", step: reaching,
		},
		{
			name:  "container group's subnet without a NAT gateway",
			sever: withoutNat(world.Body{}), attempt: runsContainer,
			code: timedOut, part: "did not complete within the allowed timeout period", step: loggingIn,
		},
		{
			name:    "container group's subnet without a NAT gateway, where Azure gets its tokens",
			options: world.Options{Egress: network.Egress{WithoutNatGateway: true}},
			sever:   withoutNat(world.Body{}), attempt: runsContainer,
		},
		{
			name:    "container group's subnet without default outbound access",
			options: world.Options{Egress: network.Egress{WithoutNatGateway: true}},
			sever:   withoutNat(world.Body{"defaultOutboundAccess": false}), attempt: runsContainer,
			code: timedOut, step: loggingIn,
		},
		{
			name:  "container app's subnet without default outbound access, which has an address of its own",
			sever: withoutNat(world.Body{"defaultOutboundAccess": false}), attempt: runsApp,
		},
	}
}

func ruled(access string) func(string) world.Body {
	return func(destination string) world.Body {
		return world.Body{"name": access + "-" + destination[:4], "properties": world.Body{
			"access": access, "direction": "Outbound", "protocol": "Tcp",
			"sourceAddressPrefix": "*", "sourcePortRange": "*",
			"destinationAddressPrefix": destination, "destinationPortRange": "443",
		}}
	}
}

var (
	denies = ruled("Deny")
	allows = ruled("Allow")
)

// guarded puts a security group with the rules, in their order, on the consumers' subnets.
func guarded(rules ...world.Body) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Helper()
		ordered := make([]any, len(rules))
		for i, rule := range rules {
			ordered[i] = bench.Changed(rule, func(p world.Body) { p["priority"] = float64(100 + i) })
		}
		b.Put(rulesID, world.Body{
			"location": bench.Region, "properties": world.Body{"securityRules": ordered},
		})
		changeSubnets(b, world.Body{"networkSecurityGroup": world.Body{"id": rulesID}}, 0, 2)
	}
}

// changeSubnets puts the network with properties added to some of its subnets.
func changeSubnets(b *bench.Bench, more world.Body, which ...int) {
	b.Helper()
	subnets := bench.Subnets()
	for _, i := range which {
		subnet, _ := subnets[i].(world.Body)
		for key, value := range more {
			engine.Properties(subnet)[key] = value
		}
	}
	b.Put(bench.VNetID, bench.VNet(subnets...))
}

// closedEndpoints puts a security group that lets nobody in on the endpoints' subnet.
func closedEndpoints(policies string) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Helper()
		rule := bench.Changed(denies("10.0.2.0/24"), func(p world.Body) {
			p["direction"], p["priority"] = "Inbound", 100.0
		})
		b.Put(rulesID, world.Body{
			"location": bench.Region, "properties": world.Body{"securityRules": []any{rule}},
		})
		changeSubnets(b, world.Body{
			"networkSecurityGroup": world.Body{"id": rulesID}, "privateEndpointNetworkPolicies": policies,
		}, 1)
	}
}

// routed puts a route table with one route on the consumers' subnets.
func routed(hop, prefix string) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Helper()
		p := world.Body{"addressPrefix": prefix, "nextHopType": hop}
		if hop == "VirtualAppliance" {
			p["nextHopIpAddress"] = "10.1.0.4"
		}
		b.Put(routesID, world.Body{"location": bench.Region, "properties": world.Body{
			"routes": []any{world.Body{"name": "way", "properties": p}},
		}})
		changeSubnets(b, world.Body{"routeTable": world.Body{"id": routesID}}, 0, 2)
	}
}

// publicRegistry opens the registry and leaves no zone that leads to its endpoints.
func publicRegistry(then func(*bench.Bench)) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Helper()
		b.Remove(bench.LinkID)
		b.Put(bench.RegistryID, bench.Changed(bench.Registry(), func(p world.Body) {
			p["publicNetworkAccess"] = "Enabled"
			p["policies"] = world.Body{"exportPolicy": world.Body{"status": "enabled"}}
		}))
		then(b)
	}
}

// withoutNat takes the NAT gateway from the container groups' subnet, and adds properties to both consumers'.
func withoutNat(more world.Body) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Helper()
		more["natGateway"] = nil
		changeSubnets(b, more, 0, 2)
	}
}
