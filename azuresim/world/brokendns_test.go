package world_test

import (
	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// brokenNames are the links that DNS is.
func brokenNames() []brokenLink {
	nowhere := func(host string) string { return "lookup " + host + " on 100.100.253.162:53: no such host" }
	return []brokenLink{
		{
			name:  "VNet link missing: the name falls back to the public address",
			sever: func(b *bench.Bench) { b.Remove(bench.LinkID) },
			code:  badTemplate, part: unauthorized, step: reaching,
		},
		{
			name:  "zone of the wrong name",
			sever: renameZone,
			code:  badTemplate, part: unauthorized, step: reaching,
		},
		{
			name: "zone for azurecr.io itself, which hides the alias",
			sever: func(b *bench.Bench) {
				zone := bench.Resource("Microsoft.Network/privateDnsZones/azurecr.io")
				b.Put(zone, world.Body{"location": "global"})
				b.Put(zone+"/virtualNetworkLinks/l", bench.Link())
			},
			code: badOperation, part: nowhere(bench.Login), step: resolving,
		},
		{
			name:  "login server's record missing",
			sever: func(b *bench.Bench) { b.Remove(bench.ZoneID + "/A/acrmyapp") },
			code:  badOperation, part: nowhere(bench.Login), step: resolving,
		},
		{
			name:  "data endpoint's record missing",
			sever: func(b *bench.Bench) { b.Remove(bench.ZoneID + "/A/acrmyapp.koreacentral.data") },
			code:  badOperation, part: nowhere(dataHost), step: fetching,
		},
		{
			name: "login server's record missing, and a link that redirects to the internet",
			sever: func(b *bench.Bench) {
				redirect(b)
				b.Remove(bench.ZoneID + "/A/acrmyapp")
			},
			code: badTemplate, part: unauthorized, step: reaching,
		},
		{
			name: "data endpoint's record missing, and a link that redirects to the internet",
			sever: func(b *bench.Bench) {
				redirect(b)
				b.Remove(bench.ZoneID + "/A/acrmyapp.koreacentral.data")
			},
			code: badTemplate, part: unauthorized, probe: "redirected-data-host", step: fetching,
		},
		{
			name:  "record of an address that nothing has",
			sever: func(b *bench.Bench) { b.Put(bench.ZoneID+"/A/acrmyapp", bench.Record("10.0.2.200")) },
			code:  badOperation, part: "dial tcp 10.0.2.200:443: i/o timeout", step: reaching,
		},
		{
			name: "record of the wrong member's address",
			sever: func(b *bench.Bench) {
				b.Put(bench.ZoneID+"/A/acrmyapp.koreacentral.data",
					bench.Record(b.IP(bench.ZoneID+"/A/acrmyapp")))
			},
			code: badOperation, part: "i/o timeout", step: fetching,
		},
		{
			name:  "zone for the data endpoints' subdomain without a record",
			sever: splitZone,
			code:  badOperation, part: nowhere(dataHost), step: fetching,
		},
		{
			name:  "the network's DNS server does not forward, with a container app",
			sever: ownDNS, attempt: runsApp,
			code: badTemplate, part: unauthorized, step: reaching,
		},
		{
			name:  "the network's DNS server does not forward, with a container group, which ignores it",
			sever: ownDNS, attempt: runsContainer,
		},
		{
			name: "the container group's own DNS server does not forward",
			attempt: func(b *bench.Bench) error {
				body := bench.ContainerGroup(bench.Image)
				engine.Properties(body)["dnsConfig"] = world.Body{"nameServers": []any{foreignDNS}}
				return b.Try(bench.ContainerID, body)
			},
			code: "InaccessibleImage", part: "is not accessible", step: reaching,
		},
	}
}

// renameZone moves the records to a zone that no alias of a registry leads to.
func renameZone(b *bench.Bench) {
	b.Helper()
	wrong := bench.Resource("Microsoft.Network/privateDnsZones/privatelink.acr.io")
	b.Remove(bench.LinkID)
	b.Put(wrong, world.Body{"location": "global"})
	b.Put(wrong+"/virtualNetworkLinks/l", bench.Link())
	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(wrong))
	b.Put(bench.DataPE+bench.ZoneGroupOf, bench.ZoneGroup(wrong))
}

// splitZone links a zone that is more specific than the one with the records.
func splitZone(b *bench.Bench) {
	b.Helper()
	zone := bench.Resource("Microsoft.Network/privateDnsZones/koreacentral.data." + bench.ZoneName)
	b.Put(zone, world.Body{"location": "global"})
	b.Put(zone+"/virtualNetworkLinks/l", bench.Link())
}

func ownDNS(b *bench.Bench) {
	b.Helper()
	body := bench.VNet(bench.Subnets()...)
	engine.Properties(body)["dhcpOptions"] = world.Body{"dnsServers": []any{foreignDNS}}
	b.Put(bench.VNetID, body)
}

// redirect has the zone's link look up in public what the zone does not have.
func redirect(b *bench.Bench) {
	b.Helper()
	b.Put(bench.LinkID, bench.Changed(bench.Link(), func(p engine.Body) {
		p["resolutionPolicy"] = "NxDomainRedirect"
	}))
}

// refusedLinks are what Azure refuses about the links of zones.
func refusedLinks() []brokenLink {
	links := bench.ZoneID + "/virtualNetworkLinks/"
	spoke := bench.VNetID + "-spoke"
	toSpoke := bench.Changed(bench.Link(), func(p engine.Body) {
		p["virtualNetwork"] = world.Body{"id": spoke}
	})
	otherGroup := bench.Group + "-hub"
	otherZone := otherGroup + "/providers/Microsoft.Network/privateDnsZones/" + bench.ZoneName
	return []brokenLink{
		{
			name:    "second link of a network to one zone",
			attempt: func(b *bench.Bench) error { return b.Try(links+"again", bench.Link()) },
			code:    "Conflict",
			part:    "Private zone '" + bench.ZoneName + "' is already linked to the virtual network",
		},
		{
			name: "link of a network to a second zone of the same name",
			sever: func(b *bench.Bench) {
				b.Put(otherGroup, world.Body{"location": bench.Region})
				b.Put(otherZone, world.Body{"location": "global"})
			},
			attempt: func(b *bench.Bench) error {
				return b.Try(otherZone+"/virtualNetworkLinks/spoke", bench.Link())
			},
			code: "BadRequest",
			part: "A virtual network cannot be linked to multiple zones with overlapping namespaces.",
		},
		{
			name:    "two spokes' links of one name in a shared zone",
			sever:   func(b *bench.Bench) { b.Put(spoke, bench.VNet()) },
			attempt: func(b *bench.Bench) error { return b.Try(bench.LinkID, toSpoke) },
			code:    "BadRequest", part: "cannot be changed", probe: "link-to-another-network",
		},
	}
}
